package io.github.azurediscovery.spring.loadbalancer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.failures.VirtualThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A virtual thread that is interrupted while it sends a body to an instance that reads
 * slowly. {@code HttpURLConnection} then says no more than that it could not write.
 */
class InterruptedUploadTests {

	/** More than the buffers of both sides hold. */
	private static final byte[] BODY = new byte[10_000_000];

	private static final Duration LONG = Duration.ofMinutes(1);

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ApplicationContextRunner runner = LoadBalancerContexts.runner(this.discovery)
		.withUserConfiguration(FailureClassifierTests.Builders.class)
		.withPropertyValues("spring.cloud.loadbalancer.retry.enabled=false");

	private ServerSocket instance;

	@BeforeEach
	void listen() throws IOException {
		this.instance = new ServerSocket();
		this.instance.setReceiveBufferSize(4096);
		this.instance.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	@AfterEach
	void close() throws IOException {
		this.instance.close();
	}

	@EnabledForJreRange(min = JRE.JAVA_21)
	@ParameterizedTest
	@EnumSource(CallingClient.class)
	void saysNothingAboutTheInstance(CallingClient client) {
		this.discovery.answer(Instance.of("a", "orders", "127.0.0.1", this.instance.getLocalPort()).build());
		this.runner.run((context) -> {
			OrdersCaller orders = OrdersCaller.of(context, client, LONG, LONG);
			Throwable[] failure = new Throwable[1];
			Thread caller = VirtualThreads.unstarted(() -> failure[0] = catchThrowable(() -> orders.call("", BODY)));
			caller.start();
			try (Socket connection = this.instance.accept()) {
				assertThat(connection.getInputStream().read()).isPositive();
				caller.interrupt();
				caller.join();
			}
			assertThat(failure[0]).isNotNull();
			assertThat(this.discovery.outcomes()).as(failure[0].toString()).isEmpty();
		});
	}

}
