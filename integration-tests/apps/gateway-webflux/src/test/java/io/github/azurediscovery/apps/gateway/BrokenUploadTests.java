package io.github.azurediscovery.apps.gateway;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.server.WebFilter;

import io.github.azurediscovery.apps.support.BrokenUpload;
import io.github.azurediscovery.failures.CallerFault;
import io.github.azurediscovery.failures.DocumentedVerdicts;

import static org.assertj.core.api.Assertions.assertThat;

class BrokenUploadTests {

	private final BrokenUpload upload = new BrokenUpload();

	@Test
	void saysNothingAboutTheInstance() throws IOException {
		SpringApplicationBuilder gateway = new SpringApplicationBuilder(GatewayVerdictTests.Gateway.class).initializers(
				(context) -> ((GenericApplicationContext) context).registerBean(WebFilter.class, this::noteTheEnd));
		assertThat(this.upload.verdict(gateway)).as(this.upload.ends().toString())
			.isIn(DocumentedVerdicts.of(CallerFault.UPLOAD_ABORTED.row(), GatewayVerdictTests.COLUMN));
	}

	private WebFilter noteTheEnd() {
		return (exchange, chain) -> chain.filter(exchange).doFinally((end) -> this.upload.ended(end.toString()));
	}

}
