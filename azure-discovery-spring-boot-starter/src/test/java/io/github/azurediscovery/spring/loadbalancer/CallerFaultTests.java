package io.github.azurediscovery.spring.loadbalancer;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.failures.CallerFault;
import io.github.azurediscovery.failures.CallerFaultEnvironment;
import io.github.azurediscovery.failures.DocumentedVerdicts;
import io.github.azurediscovery.failures.ReportedVerdict;
import io.github.azurediscovery.health.CallOutcome;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The caller's own failures, over real sockets and with every client, are no evidence.
 */
class CallerFaultTests {

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ApplicationContextRunner runner = LoadBalancerContexts.runner(this.discovery)
		.withUserConfiguration(FailureClassifierTests.Builders.class)
		.withPropertyValues("spring.cloud.loadbalancer.retry.enabled=false");

	static Stream<Arguments> matrix() {
		return Arrays.stream(CallingClient.values())
			.flatMap((client) -> Arrays.stream(CallerFault.values())
				.filter((trouble) -> !trouble.needsVirtualThread())
				.filter((trouble) -> DocumentedVerdicts.canHappen(trouble.row(), client.column))
				.map((trouble) -> Arguments.of(client, trouble)));
	}

	@ParameterizedTest
	@MethodSource("matrix")
	void saysNothingAboutTheInstance(CallingClient client, CallerFault trouble) throws Exception {
		try (CallerFaultEnvironment caller = new CallerFaultEnvironment(trouble)) {
			this.discovery.answer(
					Instance.of("a", "orders", trouble.host(), caller.instancePort()).secure(trouble.secure()).build());
			this.runner.run((context) -> {
				Exception failure = caller.suffer((client.blocking != null) ? blocking(context, client, caller, trouble)
						: reactive(context, client, caller, trouble));
				assertThat(verdict(trouble)).as(chain(failure))
					.isIn(DocumentedVerdicts.of(trouble.row(), client.column));
			});
		}
	}

	/** Leaves out the answer to another caller, which had the connection. */
	private String verdict(CallerFault trouble) {
		return ReportedVerdict.last(this.discovery.outcomes()
			.stream()
			.filter((outcome) -> !trouble.needsCrowd() || outcome != CallOutcome.SUCCESS)
			.toList());
	}

	@EnabledForJreRange(min = JRE.JAVA_21)
	@ParameterizedTest
	@EnumSource(CallingClient.class)
	void anInterruptOfAVirtualThreadSaysNothingAboutTheInstance(CallingClient client) throws Exception {
		saysNothingAboutTheInstance(client, CallerFault.VIRTUAL_INTERRUPTED);
	}

	private static Callable<?> blocking(ApplicationContext context, CallingClient client, CallerFaultEnvironment caller,
			CallerFault trouble) throws Exception {
		RestClient rest = context.getBean(RestClient.Builder.class)
			.requestFactory(new CallerFaultClient(caller).blocking(client))
			.requestInterceptor((request, body, execution) -> {
				caller.prepare((token) -> fetch(client, token));
				return execution.execute(request, body);
			})
			.build();
		String url = "http://orders/" + trouble.page();
		return () -> (trouble.needsSender() ? rest.post().uri(url).body(AbortedUpload.BLOCKING) : rest.get().uri(url))
			.retrieve()
			.toBodilessEntity();
	}

	private static Callable<?> reactive(ApplicationContext context, CallingClient client, CallerFaultEnvironment caller,
			CallerFault trouble) {
		WebClient web = context.getBean(WebClient.Builder.class)
			.clientConnector(new CallerFaultClient(caller).reactive(client))
			.filter((request, next) -> prepare(client, caller).then(next.exchange(request)))
			.build();
		String url = "http://orders/" + trouble.page();
		return () -> (trouble.needsSender() ? web.post().uri(url).body(AbortedUpload.REACTIVE) : web.get().uri(url))
			.retrieve()
			.toBodilessEntity()
			.block();
	}

	private static Mono<Void> prepare(CallingClient client, CallerFaultEnvironment caller) {
		return Mono.<Void>fromCallable(() -> {
			caller.prepare((token) -> fetch(client, token));
			return null;
		}).subscribeOn(Schedulers.boundedElastic());
	}

	private static void fetch(CallingClient client, String token) {
		try {
			if (client.blocking != null) {
				RestClient.builder()
					.requestFactory(
							client.blocking.make(CallerFaultEnvironment.PATIENCE, CallerFaultEnvironment.PATIENCE))
					.build()
					.get()
					.uri(token)
					.retrieve()
					.toBodilessEntity();
			}
			else {
				WebClient.builder()
					.clientConnector(
							client.reactive.make(CallerFaultEnvironment.PATIENCE, CallerFaultEnvironment.PATIENCE))
					.build()
					.get()
					.uri(token)
					.retrieve()
					.toBodilessEntity()
					.block();
			}
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String chain(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable link = failure; link != null; link = link.getCause()) {
			text.append(link.getClass().getName()).append('(').append(link.getMessage()).append(") < ");
		}
		return text.toString();
	}

}
