package io.github.azurediscovery.azure.arm;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.source.AzureSources;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutboundAccessHintTests {

	static Stream<Throwable> aPrivateSubnetGetsTheHint() {
		return Stream.of(new HttpConnectTimeoutException("HTTP connect timed out"), new UnknownHostException("arm"),
				new ConnectException().initCause(new UnresolvedAddressException()), new NoRouteToHostException());
	}

	@ParameterizedTest
	@MethodSource
	void aPrivateSubnetGetsTheHint(Throwable failure) {
		assertThat(OutboundAccessHint.hint(new IllegalStateException(failure)))
			.contains("this subnet may have no way out");
	}

	static Stream<Throwable> otherFailuresGetNoHint() {
		return Stream.of(new ConnectException("Connection refused"), new IOException("Connection reset"));
	}

	@ParameterizedTest
	@MethodSource
	void otherFailuresGetNoHint(Throwable failure) {
		assertThat(OutboundAccessHint.hint(failure)).isEmpty();
	}

	@Test
	void aConnectTimeoutNamesCauseAndRemedy() throws Exception {
		List<Socket> waiting = new ArrayList<>();
		try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			for (int i = 0; i < 3; i++) {
				waiting.add(fill(full));
			}
			AzureSettings base = AzureSettings.DEFAULT;
			AzureSettings settings = base.toBuilder()
				.endpoints(AzureEndpoints.OF_CLOUD
					.withResourceManager(URI.create("http://127.0.0.1:" + full.getLocalPort())))
				.credential(CredentialSettings.NONE)
				.scope(ScopeSettings.of("sub", "shop"))
				.timeout(Duration.ofSeconds(15))
				.build();
			try (AzureSources sources = AzureSources.builder(settings).build()) {
				assertThatExceptionOfType(SourceException.class)
					.isThrownBy(() -> sources.sources().get(0).fetch(new RefreshRound(1, java.time.Instant.EPOCH)))
					.withMessageContaining("this subnet may have no way out");
			}
		}
		finally {
			for (Socket socket : waiting) {
				socket.close();
			}
		}
	}

	private static Socket fill(ServerSocket full) throws IOException {
		Socket socket = new Socket();
		try {
			socket.connect(full.getLocalSocketAddress(), 100);
		}
		catch (IOException ex) {
			// full
		}
		return socket;
	}

}
