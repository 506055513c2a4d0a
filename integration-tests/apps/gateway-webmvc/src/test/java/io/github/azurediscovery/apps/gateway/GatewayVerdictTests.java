package io.github.azurediscovery.apps.gateway;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.stream.Stream;

import io.github.azurediscovery.apps.support.VerdictRun;
import io.github.azurediscovery.failures.CallerFault;
import io.github.azurediscovery.failures.CallerFaultEnvironment;
import io.github.azurediscovery.failures.DocumentedVerdicts;
import io.github.azurediscovery.failures.FaultyServer;
import io.github.azurediscovery.failures.InstanceFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.springframework.cloud.gateway.server.mvc.filter.LoadBalancerFilterFunctions.lb;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

/** What a failed call says about the instance, by this gateway's way to fail. */
class GatewayVerdictTests {

	static final String COLUMN = "Gateway WebMVC";

	static Stream<InstanceFault> faults() {
		return Stream.of(InstanceFault.values()).filter((fault) -> DocumentedVerdicts.canHappen(fault.row(), COLUMN));
	}

	static Stream<CallerFault> troubles() {
		return Stream.of(CallerFault.values())
			.filter((trouble) -> !trouble.needsVirtualThread() && !trouble.needsSender())
			.filter((trouble) -> DocumentedVerdicts.canHappen(trouble.row(), COLUMN));
	}

	@ParameterizedTest
	@MethodSource("faults")
	void theFailureOfAnInstanceIsUnderstood(InstanceFault fault) throws Exception {
		SpringApplicationBuilder gateway = new SpringApplicationBuilder(Gateway.class)
			.initializers((context) -> filter(context, (request, next) -> next.handle(request)));
		try (FaultyServer instance = new FaultyServer(fault);
				VerdictRun run = VerdictRun.of(gateway, "127.0.0.1", instance.port(), fault.secure(),
						"spring.http.clients.ssl.bundle=" + VerdictRun.BUNDLE,
						"spring.http.clients.connect-timeout=" + fault.connectTimeout(),
						"spring.http.clients.read-timeout=" + fault.readTimeout())) {
			for (int call = 0; call < fault.calls(); call++) {
				catchThrowable(() -> run.meet(fault));
			}
			assertThat(run.verdict()).isIn(DocumentedVerdicts.of(fault.row(), COLUMN));
		}
	}

	@ParameterizedTest
	@MethodSource("troubles")
	void theTroubleOfTheCallerIsItsOwn(CallerFault trouble) throws Exception {
		try (CallerFaultEnvironment caller = new CallerFaultEnvironment(trouble)) {
			SpringApplicationBuilder gateway = new SpringApplicationBuilder(Gateway.class).initializers((context) -> {
				filter(context, (request, next) -> {
					caller.disturb(Thread.currentThread());
					caller.prepare(GatewayVerdictTests::fetch);
					return next.handle(request);
				});
				if (caller.proxyPort() != 0) {
					((GenericApplicationContext) context).registerBean(ClientHttpRequestFactory.class,
							() -> proxied(caller.proxyPort()));
				}
			});
			try (VerdictRun run = VerdictRun.of(gateway, trouble.host(), caller.instancePort(), trouble.secure(),
					"spring.threads.virtual.enabled=" + trouble.needsVirtualThread())) {
				catchThrowable(() -> run.get("/" + trouble.page()));
				assertThat(run.verdict()).isIn(DocumentedVerdicts.of(trouble.row(), COLUMN));
			}
		}
	}

	@EnabledForJreRange(min = JRE.JAVA_21)
	@Test
	void anInterruptOfAVirtualThreadIsTheCallersOwn() throws Exception {
		theTroubleOfTheCallerIsItsOwn(CallerFault.VIRTUAL_INTERRUPTED);
	}

	private static void filter(org.springframework.context.ApplicationContext context,
			HandlerFilterFunction<ServerResponse, ServerResponse> filter) {
		((GenericApplicationContext) context).registerBean("filter", HandlerFilterFunction.class, () -> filter);
	}

	private static void fetch(String token) {
		JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory();
		factory.setReadTimeout(CallerFaultEnvironment.PATIENCE);
		RestClient.builder().requestFactory(factory).build().get().uri(token).retrieve().toBodilessEntity();
	}

	private static ClientHttpRequestFactory proxied(int port) {
		return new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", port))).build());
	}

	/** Passes everything on, by a filter that runs once the instance was picked. */
	@EnableAutoConfiguration
	static class Gateway {

		@Bean
		RouterFunction<ServerResponse> everything(HandlerFilterFunction<ServerResponse, ServerResponse> filter) {
			return route("everything").route(RequestPredicates.all(), http())
				.filter(lb("orders"))
				.filter(filter)
				.build();
		}

	}

}
