package io.github.azurediscovery.apps.gateway;

import java.io.IOException;

import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.azurediscovery.apps.support.BrokenUpload;
import io.github.azurediscovery.failures.CallerFault;
import io.github.azurediscovery.failures.DocumentedVerdicts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.cloud.gateway.server.mvc.filter.LoadBalancerFilterFunctions.lb;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

/** Each servlet container tells in its own words that the sender went away. */
class BrokenUploadTests {

	private final BrokenUpload upload = new BrokenUpload();

	@Test
	void saysNothingAboutTheInstance() throws IOException {
		SpringApplicationBuilder gateway = new SpringApplicationBuilder(Gateway.class).initializers(
				(context) -> ((GenericApplicationContext) context).registerBean(Filter.class, this::noteTheEnd));
		assertThat(this.upload.verdict(gateway)).as(this.upload.ends().toString())
			.isIn(DocumentedVerdicts.of(CallerFault.UPLOAD_ABORTED.row(), GatewayVerdictTests.COLUMN));
	}

	private Filter noteTheEnd() {
		return (request, response, chain) -> {
			try {
				chain.doFilter(request, response);
				this.upload.ended("no exception");
			}
			catch (Throwable failure) {
				this.upload.ended(failure.toString());
				throw failure;
			}
		};
	}

	/** Passes everything on. */
	@EnableAutoConfiguration
	static class Gateway {

		@Bean
		RouterFunction<ServerResponse> everything() {
			return route("everything").POST("/**", http()).filter(lb("orders")).build();
		}

	}

}
