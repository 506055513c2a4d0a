package io.github.azurediscovery.spring.loadbalancer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * With HTTP/2 the JDK's client has a single connection, on which an instance allows a
 * number of requests at a time. A caller with more of them is refused by its own client.
 */
class StreamLimitTests {

	private static final Duration LONG = Duration.ofSeconds(10);

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ApplicationContextRunner runner = LoadBalancerContexts.runner(this.discovery)
		.withUserConfiguration(FailureClassifierTests.Builders.class)
		.withPropertyValues("spring.cloud.loadbalancer.retry.enabled=false");

	private final CountDownLatch asked = new CountDownLatch(1);

	private final DisposableServer instance = HttpServer.create()
		.host("127.0.0.1")
		.protocol(HttpProtocol.HTTP11, HttpProtocol.H2C)
		.http2Settings((settings) -> settings.maxConcurrentStreams(1))
		.handle((request, response) -> {
			if (request.path().equals("slow")) {
				this.asked.countDown();
				return Mono.never();
			}
			return response.sendString(Mono.just("ok"));
		})
		.bindNow();

	@AfterEach
	void close() {
		this.instance.disposeNow();
	}

	@ParameterizedTest
	@EnumSource(names = { "JDK", "WEB_CLIENT_JDK" })
	void moreRequestsThanOneConnectionTakesSayNothing(CallingClient client) {
		this.discovery.answer(Instance.of("a", "orders", "127.0.0.1", this.instance.port()).build());
		this.runner.run((context) -> {
			OrdersCaller caller = OrdersCaller.of(context, client, LONG, LONG);
			caller.get("");
			Thread first = new Thread(() -> caller.get("slow"));
			first.setDaemon(true);
			first.start();
			this.asked.await();
			assertThatException().isThrownBy(() -> caller.get("")).withStackTraceContaining("streams");
			assertThat(this.discovery.outcomes()).containsExactly(CallOutcome.SUCCESS);
		});
	}

}
