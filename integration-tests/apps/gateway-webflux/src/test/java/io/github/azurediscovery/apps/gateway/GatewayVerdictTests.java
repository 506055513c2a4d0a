package io.github.azurediscovery.apps.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.azurediscovery.apps.support.VerdictRun;
import io.github.azurediscovery.failures.CallerFault;
import io.github.azurediscovery.failures.CallerFaultEnvironment;
import io.github.azurediscovery.failures.DocumentedVerdicts;
import io.github.azurediscovery.failures.FaultyServer;
import io.github.azurediscovery.failures.InstanceFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a failed call says about the instance, by this gateway's way to fail. */
class GatewayVerdictTests {

	static final String COLUMN = "Gateway WebFlux";

	private static final String CLIENT = "spring.cloud.gateway.server.webflux.httpclient.";

	static Stream<InstanceFault> faults() {
		return Stream.of(InstanceFault.values()).filter((fault) -> DocumentedVerdicts.canHappen(fault.row(), COLUMN));
	}

	static Stream<CallerFault> troubles() {
		return Stream.of(CallerFault.values())
			.filter((trouble) -> !trouble.needsSender())
			.filter((trouble) -> DocumentedVerdicts.canHappen(trouble.row(), COLUMN));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void theFailureOfAnInstanceIsUnderstood(InstanceFault fault) throws Exception {
		try (FaultyServer instance = new FaultyServer(fault);
				VerdictRun run = VerdictRun.of(new SpringApplicationBuilder(Gateway.class), "127.0.0.1",
						instance.port(), fault.secure(), CLIENT + "ssl.ssl-bundle=" + VerdictRun.BUNDLE,
						CLIENT + "connect-timeout=" + fault.connectTimeout().toMillis(),
						CLIENT + "response-timeout=" + fault.readTimeout())) {
			for (int call = 0; call < fault.calls(); call++) {
				catchThrowable(() -> run.meet(fault));
			}
			assertThat(run.verdict()).isIn(DocumentedVerdicts.of(fault.row(), COLUMN));
		}
	}

	@ParameterizedTest
	@MethodSource("troubles")
	void theTroubleOfTheCallerIsItsOwn(CallerFault trouble) throws Exception {
		try (CallerFaultEnvironment caller = new CallerFaultEnvironment(trouble);
				VerdictRun run = VerdictRun.of(gateway(caller), trouble.host(), caller.instancePort(), trouble.secure(),
						properties(caller))) {
			Exception failure = caller.suffer(() -> run.get("/" + trouble.page()));
			assertThat(run.verdict()).as(String.valueOf(failure)).isIn(DocumentedVerdicts.of(trouble.row(), COLUMN));
		}
	}

	private static SpringApplicationBuilder gateway(CallerFaultEnvironment caller) {
		return new SpringApplicationBuilder(Gateway.class)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(Preparation.class,
					() -> new Preparation(caller)));
	}

	private static String[] properties(CallerFaultEnvironment caller) {
		List<String> properties = new ArrayList<>(List.of("pool.type=fixed", "pool.max-connections=1",
				"pool.acquire-timeout=" + CallerFaultEnvironment.PATIENCE.toMillis()));
		if (caller.proxyPort() != 0) {
			properties.add("proxy.host=127.0.0.1");
			properties.add("proxy.port=" + caller.proxyPort());
		}
		return properties.stream().map(CLIENT::concat).toArray(String[]::new);
	}

	/** Passes everything on. */
	@EnableAutoConfiguration
	static class Gateway {

		@Bean
		RouteLocator everything(RouteLocatorBuilder builder) {
			return builder.routes().route("everything", (route) -> route.path("/**").uri("lb://orders")).build();
		}

	}

	/** Gets what the request needs once the instance was picked. */
	private record Preparation(CallerFaultEnvironment caller) implements GlobalFilter, Ordered {

		@Override
		public int getOrder() {
			return ReactiveLoadBalancerClientFilter.LOAD_BALANCER_CLIENT_FILTER_ORDER + 1;
		}

		@Override
		public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
			return Mono.<Void>fromCallable(() -> {
				this.caller.prepare(Preparation::fetch);
				return null;
			}).subscribeOn(Schedulers.boundedElastic()).then(chain.filter(exchange));
		}

		private static void fetch(String token) {
			WebClient.builder()
				.clientConnector(new ReactorClientHttpConnector(
						HttpClient.create().responseTimeout(CallerFaultEnvironment.PATIENCE)))
				.build()
				.get()
				.uri(token)
				.retrieve()
				.toBodilessEntity()
				.block();
		}

	}

}
