package io.github.azurediscovery.spring.loadbalancer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.failures.CallerFault;
import io.github.azurediscovery.failures.DocumentedVerdicts;
import io.github.azurediscovery.failures.FaultyServer;
import io.github.azurediscovery.failures.InstanceFault;
import io.github.azurediscovery.failures.ReportedVerdict;
import io.github.azurediscovery.health.CallOutcome;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.util.Deadline;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What a failed call says about the instance: every client's own way to fail. */
class FailureClassifierTests {

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ApplicationContextRunner runner = LoadBalancerContexts.runner(this.discovery)
		.withUserConfiguration(Builders.class)
		.withPropertyValues("spring.cloud.loadbalancer.retry.enabled=false");

	static Stream<Arguments> matrix() {
		return matrix(EnumSet.allOf(InstanceFault.class));
	}

	static Stream<Arguments> matrixOfWhatFollowsARequest() {
		return matrix(EnumSet.of(InstanceFault.RESET, InstanceFault.STALE_CONNECTION, InstanceFault.READ_TIMEOUT,
				InstanceFault.BODY_BROKEN_OFF));
	}

	private static Stream<Arguments> matrix(Set<InstanceFault> faults) {
		return Arrays.stream(CallingClient.values())
			.flatMap((client) -> faults.stream().map((fault) -> Arguments.of(client, fault)));
	}

	@ParameterizedTest
	@MethodSource("matrix")
	void everyClientsFailureIsUnderstood(CallingClient client, InstanceFault fault) throws Exception {
		isUnderstood(client, fault, fault.upload());
	}

	@ParameterizedTest
	@MethodSource("matrixOfWhatFollowsARequest")
	void everyClientsFailureIsUnderstoodOfARequestWithABody(CallingClient client, InstanceFault fault)
			throws Exception {
		isUnderstood(client, fault, new byte[10]);
	}

	private void isUnderstood(CallingClient client, InstanceFault fault, byte[] body) throws Exception {
		try (FaultyServer server = new FaultyServer(fault)) {
			this.discovery
				.answer(Instance.of("a", "orders", "127.0.0.1", server.port()).secure(fault.secure()).build());
			this.runner.run((context) -> {
				OrdersCaller caller = OrdersCaller.of(context, client, fault.connectTimeout(), fault.readTimeout());
				for (int call = 0; call < fault.calls(); call++) {
					catchThrowable(() -> caller.call("", body));
				}
				List<String> expected = DocumentedVerdicts.of(fault.row(), client.column);
				String verdict = ReportedVerdict.last(this.discovery.outcomes());
				assertThat(verdict).isIn(expected);
				if (verdict.equals(expected.get(0))) {
					assertThat(this.discovery.calls()).last().asString().endsWith(" " + fault.reason());
				}
			});
		}
	}

	@ParameterizedTest
	@EnumSource(CallingClient.class)
	void aRefusalAtAnIpv6AddressIsUnderstood(CallingClient client) {
		this.discovery.answer(Instance.of("a", "orders", "[::1]", closedPort("::1")).build());
		this.runner.run((context) -> {
			OrdersCaller caller = OrdersCaller.of(context, client, Duration.ofSeconds(10), Duration.ofSeconds(10));
			Throwable failure = catchThrowable(() -> caller.get(""));
			assertThat(this.discovery.outcomes()).as(failure.toString()).containsExactly(CallOutcome.HARD_FAILURE);
		});
	}

	private static int closedPort(String address) {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(address))) {
			return free.getLocalPort();
		}
		catch (IOException ex) {
			return Assumptions.abort("This system has no address " + address);
		}
	}

	@Test
	void everyRowOfTheDocumentationIsTested() {
		assertThat(DocumentedVerdicts.rows()).containsExactlyInAnyOrderElementsOf(
				Stream
					.concat(Arrays.stream(InstanceFault.values()).map(InstanceFault::row),
							Arrays.stream(CallerFault.values()).map(CallerFault::row))
					.toList());
	}

	@Test
	void nothingIsHeldAgainstAnInstanceWhenTheCallerRanOutOfSomething() {
		assertThat(Stream.of(new BindException("Cannot assign requested address"),
				new NoRouteToHostException("Cannot assign requested address"),
				new ConnectException("Cannot assign requested address"), new SocketException("Too many open files"),
				new IOException("too many concurrent streams"),
				new ConnectionRequestTimeoutException("Timeout deadline: 100 MILLISECONDS"),
				DeadlineTimeoutException.from(Deadline.MIN_VALUE),
				new RejectedExecutionException("Max requests queued per destination 1024 exceeded"),
				new CancellationException(), new InterruptedException(), new SocketException("Closed by interrupt"),
				new ClosedByInterruptException(), new FileNotFoundException("/run/token"),
				new NoSuchFileException("/run/token"), new AccessDeniedException("/run/token"),
				new ProtocolException("Server redirected too many times (20)")))
			.allSatisfy((failure) -> assertThat(of(new RuntimeException(failure))).isNull());
	}

	@Test
	void nothingIsHeldAgainstAnInstanceForWhatIsNoInputOrOutput() {
		assertThat(of(new IllegalStateException("interceptor"))).isNull();
		assertThat(of(null)).isNull();
	}

	@Test
	void theFirstTellingExceptionOfTheChainDecides() {
		IOException first = new ConnectException("Connection refused");
		first.initCause(new SocketTimeoutException("Read timed out"));
		assertThat(of(new ResourceAccessException("I/O error", first)))
			.isEqualTo(CallEvidence.hard("connection refused"));
	}

	@Test
	void aTimeoutWhileConnectingIsHardAndOneWhileReadingIsSoft() {
		assertThat(of(new SocketTimeoutException("Connect timed out"))).isEqualTo(CallEvidence.hard("connect timeout"));
		assertThat(of(new ConnectException("Connection timed out"))).isEqualTo(CallEvidence.hard("connect timeout"));
		assertThat(of(new SocketTimeoutException("Read timed out"))).isEqualTo(CallEvidence.soft("read timeout"));
		assertThat(of(new TimeoutException("Idle timeout expired: 800/800 ms")))
			.isEqualTo(CallEvidence.soft("read timeout"));
	}

	@Test
	void aNameThatTheCallerCannotResolveSaysNothing() {
		IOException wrapped = new ConnectException();
		wrapped.initCause(new UnresolvedAddressException());
		assertThat(of(new UnknownHostException("orders-1.internal"))).isNull();
		assertThat(of(new ResourceAccessException("I/O error", wrapped))).isNull();
	}

	@Test
	void anAddressThatWasNotPickedIsNoEvidence() {
		assertThat(Stream.of("Connection refused: /10.0.0.9:8080", "Connection refused: 10.0.0.4/10.0.0.4:8081",
				"Connect to http://10.0.0.9:8080 [/10.0.0.9] failed: Connection refused",
				"Connect to https://10.0.0.4 failed: Connection refused", "connect to [::1]:8080 failed"))
			.allSatisfy((message) -> assertThat(of(new ConnectException(message))).as(message).isNull());
		assertThat(of(new ResourceAccessException("I/O error on GET request for \"http://token.internal/token\": null",
				new ConnectException())))
			.isNull();
		assertThat(of(new WebClientRequestException(new ConnectException(), HttpMethod.GET,
				URI.create("http://10.0.0.4:8081/token"), HttpHeaders.EMPTY)))
			.isNull();
	}

	@Test
	void theAddressThatWasPickedIsEvidence() {
		assertThat(Stream.of("Connection refused", "Connection refused: /10.0.0.4:8080",
				"Connection refused: orders-1.internal/10.0.0.4:8080",
				"Connect to http://10.0.0.4:8080 [/10.0.0.4] failed: Connection refused",
				"Connect to http://orders-1.internal:8080 failed: Connection refused"))
			.allSatisfy((message) -> assertThat(of(new ConnectException(message))).as(message)
				.isEqualTo(CallEvidence.hard("connection refused")));
	}

	@Test
	void anIpv6AddressMayBeWrittenInMoreThanOneWay() {
		ServiceInstance picked = new DefaultServiceInstance("a", "orders", "[fd00::4]", 8080, false);
		assertThat(Stream.of("/[fd00::4]:8080", "/[fd00:0:0:0:0:0:0:4]:8080", "orders/[FD00::0004]:8080"))
			.allSatisfy((address) -> assertThat(
					FailureClassifier.classify(new ConnectException("Connection refused: " + address), picked))
				.as(address)
				.isEqualTo(CallEvidence.hard("connection refused")));
		assertThat(Stream.of("/[fd00:0:0:0:0:0:0:5]:8080", "/[fd00:0:0:0:0:0:0:4]:8081", "/[no address]:8080"))
			.allSatisfy((address) -> assertThat(
					FailureClassifier.classify(new ConnectException("Connection refused: " + address), picked))
				.as(address)
				.isNull());
	}

	private static @Nullable CallEvidence of(@Nullable Throwable failure) {
		return FailureClassifier.classify(failure, new DefaultServiceInstance("a", "orders", "10.0.0.4", 8080, false));
	}

	@Test
	void anUnknownInputOutputFailureIsSuspect() {
		assertThat(Stream.of(new IOException("something new"), new RuntimeException(new IOException("something new"))))
			.allSatisfy((failure) -> assertThat(of(failure)).isEqualTo(CallEvidence.suspect("I/O failure")));
	}

	@Test
	void anUnknownInputOutputFailureOfAnInterruptedThreadSaysNothing() {
		Thread.currentThread().interrupt();
		assertThat(of(new IOException("Error writing request body to server"))).isNull();
		assertThat(of(new ConnectException("Connection refused"))).isEqualTo(CallEvidence.hard("connection refused"));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void aCyclicCauseChainEnds() {
		Exception head = new Exception("head");
		Exception tail = new Exception("tail", head);
		head.initCause(tail);
		assertThat(of(head)).isNull();
	}

	@Configuration(proxyBeanMethods = false)
	static class Builders {

		@Bean
		@LoadBalanced
		RestClient.Builder restClientBuilder() {
			return RestClient.builder();
		}

		@Bean
		@LoadBalanced
		WebClient.Builder webClientBuilder() {
			return WebClient.builder();
		}

	}

}
