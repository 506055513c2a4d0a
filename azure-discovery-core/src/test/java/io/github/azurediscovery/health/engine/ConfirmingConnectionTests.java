package io.github.azurediscovery.health.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.probe.InstanceProbe;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import io.github.azurediscovery.health.probe.NetworkProbeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a connection of ours finds out, over real sockets. */
class ConfirmingConnectionTests {

	private static SSLContext selfSigned;

	private final NetworkProbeFactory network = new NetworkProbeFactory("azure-discovery");

	private final List<AutoCloseable> open = new ArrayList<>();

	@BeforeAll
	static void makeCertificate(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("keys");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keyalg", "EC", "-alias", "key", "-dname", "CN=orders", "-storepass", "secret",
				"-keystore", file.toString())
			.inheritIO()
			.start();
		assertThat(keytool.waitFor()).isZero();
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(KeyStore.getInstance(file.toFile(), "secret".toCharArray()), "secret".toCharArray());
		selfSigned = SSLContext.getInstance("TLS");
		selfSigned.init(keys.getKeyManagers(), null, null);
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.open) {
			closeable.close();
		}
	}

	@Test
	void aListenerWhoseBacklogIsFullIsDead() throws Exception {
		ServerSocket full = listener(1);
		for (int i = 0; i < 3; i++) {
			Socket waiting = new Socket();
			this.open.add(waiting);
			try {
				waiting.connect(full.getLocalSocketAddress(), 100);
			}
			catch (IOException ex) {
				break;
			}
		}
		assertThat(ask(this.network.connect(), full.getLocalPort()))
			.isEqualTo(InstanceProbeResult.dead("connect timeout"));
	}

	@Test
	void aListenerThatAcceptsAndClosesAtOnceIsDead() throws Exception {
		ServerSocket dying = listener(5);
		Thread thread = new Thread(() -> {
			try {
				dying.accept().close();
			}
			catch (IOException ex) {
				// the test is over
			}
		});
		thread.setDaemon(true);
		thread.start();
		assertThat(ask(this.network.connect(), dying.getLocalPort()))
			.isEqualTo(InstanceProbeResult.dead("connection closed at once"));
	}

	@Test
	void aConnectionThatStaysOpenIsEnough() throws Exception {
		assertThat(ask(this.network.connect(), listener(5).getLocalPort())).isEqualTo(InstanceProbeResult.ALIVE);
	}

	@Test
	void anyCertificateCompletesTheHandshake() throws Exception {
		assertThat(ask(this.network.handshake(), tls(false, "TLSv1.3").getLocalPort()))
			.isEqualTo(InstanceProbeResult.ALIVE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void anInstanceThatWantsACertificateOfTheCallerIsAlive(String protocol) throws Exception {
		assertThat(ask(this.network.handshake(), tls(true, protocol).getLocalPort()))
			.isEqualTo(InstanceProbeResult.ALIVE);
	}

	@Test
	void plainHttpOnTheTlsPortIsDead() throws Exception {
		ServerSocket plain = listener(5);
		answer(plain, "HTTP/1.1 400 Bad Request\r\n\r\n");
		assertThat(ask(this.network.handshake(), plain.getLocalPort()))
			.isEqualTo(InstanceProbeResult.dead("TLS handshake failed"));
	}

	@Test
	void aListenerThatClosesInTheHandshakeIsDead() throws Exception {
		ServerSocket closing = listener(5);
		answer(closing, "");
		assertThat(ask(this.network.handshake(), closing.getLocalPort()))
			.isEqualTo(InstanceProbeResult.dead("TLS handshake failed"));
	}

	@Test
	void aListenerThatHangsInTheHandshakeIsDead() throws Exception {
		assertThat(ask(this.network.handshake(), listener(5).getLocalPort()))
			.isEqualTo(InstanceProbeResult.dead("TLS handshake timeout"));
	}

	@Test
	void whereNothingListensNoHandshakeIsTried() throws Exception {
		ServerSocket gone = listener(1);
		gone.close();
		assertThat(ask(this.network.handshake(), gone.getLocalPort()))
			.isEqualTo(InstanceProbeResult.dead("connection refused"));
	}

	private ServerSocket listener(int backlog) throws IOException {
		ServerSocket socket = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
		this.open.add(socket);
		return socket;
	}

	private SSLServerSocket tls(boolean wantsCertificate, String protocol) throws IOException {
		SSLServerSocket socket = (SSLServerSocket) selfSigned.getServerSocketFactory()
			.createServerSocket(0, 5, InetAddress.getLoopbackAddress());
		socket.setNeedClientAuth(wantsCertificate);
		socket.setEnabledProtocols(new String[] { protocol });
		this.open.add(socket);
		answer(socket, "");
		return socket;
	}

	/** Read the beginning of one conversation, answer, and close. */
	private static void answer(ServerSocket server, String answer) {
		Thread thread = new Thread(() -> {
			try (Socket socket = server.accept()) {
				var unused = socket.getInputStream().read(new byte[64]);
				socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
			}
			catch (IOException ex) {
				// the other end decides what this means
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private static InstanceProbeResult ask(InstanceProbe probe, int port) throws Exception {
		CompletableFuture<InstanceProbeResult> answer = new CompletableFuture<>();
		probe.ask(Instance.of("1", "orders", "127.0.0.1", port).build(), answer::complete);
		return answer.get(30, TimeUnit.SECONDS);
	}

}
