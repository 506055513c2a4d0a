package io.github.azurediscovery.grpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.github.azurediscovery.test.http.LoopbackCertificate;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** Channels over TLS, to real servers over real sockets. */
class GrpcTlsTests {

	/** Names the service's id, which is the authority of the channel. */
	private static LoopbackCertificate certificate;

	private final DiscoveredOrders orders = DiscoveredOrders.empty();

	@BeforeAll
	static void makeCertificate() {
		certificate = LoopbackCertificate.create("orders");
	}

	@AfterEach
	void close() {
		this.orders.close();
	}

	@Test
	void theServicesIdIsTheNameOnTheCertificate() throws IOException {
		serve(3);
		ManagedChannel channel = this.orders.channel(TlsChannelCredentials.newBuilder()
			.trustManager(new ByteArrayInputStream(certificate.pem().getBytes(StandardCharsets.US_ASCII)))
			.build());
		assertThat(channel.authority()).isEqualTo("orders");
		reachesAll(channel);
	}

	@Test
	void aCertificateWithoutTheServicesIdIsRefused() throws Exception {
		this.orders.serve("orders-1", LoopbackCertificate.ofProcess());
		this.orders.push();
		CountingTrust trust = CountingTrust.in(LoopbackCertificate.ofProcess());
		assertThat(failure(this.orders.channel(trust.credentials()))).hasStackTraceContaining("orders");
		assertThat(trust.refused()).isZero();
	}

	@Test
	void aCallerThatDoesNotTrustTheInstancesHarmsNoOther() throws Exception {
		serve(3);
		ManagedChannel trusting = this.orders.channel(CountingTrust.in(certificate).credentials());
		reachesAll(trusting);
		CountingTrust distrust = CountingTrust.inNone();
		ManagedChannel distrusting = this.orders.channel(distrust.credentials());
		await().untilAsserted(() -> {
			assertThat(failure(distrusting).getStatus().getCode()).isEqualTo(Code.UNAVAILABLE);
			distrusting.resetConnectBackoff();
			assertThat(this.orders.answering(trusting)).isNotEmpty();
			assertThat(distrust.refused()).isGreaterThan(30);
		});
		reachesAll(trusting);
		for (int number = 1; number <= 3; number++) {
			assertThat(reasonAgainst(number)).isEmpty();
		}
	}

	@Test
	void aCertificateThatNoCallerTrustsIsASoftFailure() throws Exception {
		serve(2);
		this.orders.serve("orders-3", LoopbackCertificate.ofProcess());
		this.orders.push();
		CountingTrust trust = CountingTrust.in(certificate);
		ManagedChannel channel = this.orders.channel(trust.credentials());
		await().untilAsserted(() -> {
			assertThat(OrdersMethod.call(channel)).startsWith("orders-");
			channel.resetConnectBackoff();
			assertThat(reasonAgainst(3)).contains("ejected until", "TLS handshake failed");
		});
		assertThat(trust.refused()).isGreaterThanOrEqualTo(5);
		assertThat(this.orders.answering(channel)).containsExactly("orders-1", "orders-2");
	}

	@Test
	void anInstanceWithoutTlsIsAHardFailure() throws Exception {
		serve(2);
		this.orders.serve("orders-3");
		this.orders.push();
		ManagedChannel channel = this.orders.channel(CountingTrust.in(certificate).credentials());
		assertThat(OrdersMethod.call(channel)).startsWith("orders-");
		await().untilAsserted(() -> assertThat(reasonAgainst(3)).contains("ejected until", "TLS handshake failed"));
		assertThat(this.orders.answering(channel)).containsExactly("orders-1", "orders-2");
	}

	private void serve(int number) {
		for (int i = 1; i <= number; i++) {
			this.orders.serve("orders-" + i, certificate);
		}
		this.orders.push();
	}

	private void reachesAll(ManagedChannel channel) {
		await().untilAsserted(() -> assertThat(this.orders.answering(channel)).hasSize(this.orders.size()));
	}

	private static StatusRuntimeException failure(ManagedChannel channel) {
		return catchThrowableOfType(StatusRuntimeException.class, () -> OrdersMethod.call(channel));
	}

	private String reasonAgainst(int number) {
		return this.orders.discovery.health().of(DiscoveredOrders.instance(this.orders.server(number))).reasons();
	}

}
