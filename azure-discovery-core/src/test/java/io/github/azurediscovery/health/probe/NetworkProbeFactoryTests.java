package io.github.azurediscovery.health.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.ProbeSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NetworkProbeFactoryTests {

	private final NetworkProbeFactory network = new NetworkProbeFactory("azure-discovery");

	private final CountDownLatch testOver = new CountDownLatch(1);

	private final List<String> paths = new ArrayList<>();

	private HttpServer server;

	@BeforeEach
	void startServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(Executors.newCachedThreadPool());
		this.server.createContext("/", (exchange) -> {
			this.paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
			String name = exchange.getRequestURI().getPath().substring(1);
			if (name.equals("hang")) {
				await();
			}
			int status = name.matches("\\d+") ? Integer.parseInt(name) : 200;
			exchange.sendResponseHeaders(status, 0);
			if (name.equals("endless")) {
				exchange.getResponseBody().write(1);
				exchange.getResponseBody().flush();
				await();
			}
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stopServer() {
		this.testOver.countDown();
		this.server.stop(0);
	}

	@Test
	void connectsToWhoListens() throws Exception {
		assertThat(ask(this.network.connect(), here())).isEqualTo(InstanceProbeResult.ALIVE);
	}

	@Test
	void withoutAListenerTheInstanceIsDead() throws Exception {
		assertThat(ask(this.network.connect(), nowhere())).isEqualTo(InstanceProbeResult.dead("connection refused"));
	}

	@Test
	void anUnknownNameIsUnclear() throws Exception {
		Instance unknown = Instance.of("1", "orders", "no-such-host.invalid", 80).build();
		assertThat(ask(this.network.connect(), unknown)).isEqualTo(InstanceProbeResult.unclear("unknown host"));
	}

	@Test
	void takesTheBracketsOffAnAddress() throws Exception {
		try (ServerSocket six = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
			Instance instance = Instance.of("1", "orders", "[::1]", six.getLocalPort()).build();
			assertThat(ask(this.network.connect(), instance)).isEqualTo(InstanceProbeResult.ALIVE);
		}
	}

	@ParameterizedTest
	@CsvSource({ "200, true", "204, true", "302, false", "404, false", "500, false", "503, false" })
	void aStatusInTheRangeIsHealthy(int status, boolean alive) throws Exception {
		InstanceProbeResult finding = ask(this.network.probe(http("/" + status, null, 20_000)), here());
		assertThat(finding)
			.isEqualTo(alive ? InstanceProbeResult.ALIVE : InstanceProbeResult.unclear("status " + status));
	}

	@Test
	void getsThePathOnThePortOfTheSettings() throws Exception {
		Instance elsewhere = nowhere();
		ask(this.network.probe(http("/health?deep=true", this.server.getAddress().getPort(), 20_000)), elsewhere);
		assertThat(this.paths).containsExactly("GET /health?deep=true");
	}

	@Test
	void getsTheManagementPortWhereTheMetadataNamesOne() throws Exception {
		Instance managed = nowhere().toBuilder()
			.metadata(Map.of("management.port", String.valueOf(this.server.getAddress().getPort())))
			.build();
		assertThat(ask(this.network.probe(http("/200", null, 20_000)), managed)).isEqualTo(InstanceProbeResult.ALIVE);
	}

	@ParameterizedTest
	@CsvSource({ "200", "404", "401", "503" })
	void anyStatusOfTheInstanceItselfIsAnAnswer(int status) throws Exception {
		Instance managed = here().toBuilder().metadata(Map.of("management.port", "1")).build();
		assertThat(ask(this.network.answer(http("/" + status, null, 10_000)), managed))
			.isEqualTo(InstanceProbeResult.ALIVE);
		assertThat(this.paths).containsExactly("HEAD /" + status);
	}

	@Test
	void whoAcceptsAndNeverAnswersIsSilent() throws Exception {
		try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			Instance instance = here().toBuilder().port(deaf.getLocalPort()).build();
			assertThat(ask(this.network.connect(), instance)).isEqualTo(InstanceProbeResult.ALIVE);
			assertThat(ask(this.network.answer(http("/", null, 2_000)), instance))
				.isEqualTo(InstanceProbeResult.silent("it accepts connections but does not answer: timeout"));
		}
	}

	/** As a server of gRPC does: a frame of settings, and "go away". */
	@ParameterizedTest
	@ValueSource(strings = { "\0\0\0\4\0\0\0\0\0 Unexpected HTTP/1.x request", "SSH-2.0\r\n\r\n" })
	void whatIsNoHttpIsAnAnswerAllTheSame(String words) throws Exception {
		try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			Thread server = new Thread(() -> answerAll(other, words));
			server.start();
			Instance instance = here().toBuilder().port(other.getLocalPort()).build();
			assertThat(ask(this.network.answer(http("/", null, 10_000)), instance))
				.isEqualTo(InstanceProbeResult.ALIVE);
			assertThat(ask(this.network.probe(http("/", null, 10_000)), instance).alive()).isFalse();
		}
	}

	private static void answerAll(ServerSocket server, String words) {
		try {
			while (true) {
				try (Socket caller = server.accept()) {
					if (caller.getInputStream().read(new byte[4096]) > 0) {
						caller.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
					}
				}
			}
		}
		catch (IOException ex) {
			// the test is over
		}
	}

	@Test
	void withoutAListenerNoAnswerIsAwaited() throws Exception {
		assertThat(ask(this.network.answer(http("/", null, 10_000)), nowhere()))
			.isEqualTo(InstanceProbeResult.dead("connection refused"));
	}

	@Test
	void aServiceThatIsProbedOverTcpNeedNotSpeakHttp() throws Exception {
		ProbeSettings tcp = ProbeSettings.builder()
			.type(ProbeSettings.Type.TCP)
			.path("/")
			.jitter(0)
			.timeout(Duration.ofSeconds(20))
			.build();
		try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			Instance instance = here().toBuilder().port(deaf.getLocalPort()).build();
			assertThat(ask(this.network.answer(tcp), instance)).isEqualTo(InstanceProbeResult.ALIVE);
		}
	}

	@Test
	void aProbeOverTcpGoesToTheInstancesOwnPort() throws Exception {
		ProbeSettings tcp = ProbeSettings.builder()
			.enabled(true)
			.type(ProbeSettings.Type.TCP)
			.path("/")
			.jitter(0)
			.timeout(Duration.ofSeconds(20))
			.build();
		Instance managed = here().toBuilder().metadata(Map.of("management.port", "1")).build();
		assertThat(ask(this.network.probe(tcp), managed)).isEqualTo(InstanceProbeResult.ALIVE);
	}

	@Test
	void aRefusedConnectionIsToldAsSuch() throws Exception {
		assertThat(ask(this.network.probe(http("/200", null, 20_000)), nowhere()))
			.isEqualTo(InstanceProbeResult.dead("connection refused"));
	}

	@ParameterizedTest
	@CsvSource({ "/hang", "/endless" })
	void anAnswerThatDoesNotEndInTimeIsATimeout(String path) throws Exception {
		assertThat(ask(this.network.probe(http(path, null, 2_000)), here()))
			.isEqualTo(InstanceProbeResult.unclear("timeout"));
	}

	@Test
	void aSchemeThatTheInstanceDoesNotSpeakIsNoAnswer() throws Exception {
		Instance secure = here().toBuilder().secure(true).build();
		try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Instance hanging = secure.toBuilder().port(deaf.getLocalPort()).build();
			assertThat(ask(this.network.probe(http("/200", null, 500)), hanging).alive()).as("hangs in the handshake")
				.isFalse();
		}
		ProbeSettings plain = ProbeSettings.builder()
			.enabled(true)
			.scheme("http")
			.path("/200")
			.jitter(0)
			.timeout(Duration.ofSeconds(20))
			.build();
		assertThat(ask(this.network.probe(plain), secure)).isEqualTo(InstanceProbeResult.ALIVE);
	}

	@Test
	void aSelfSignedCertificateIsGoodEnoughForAProbe(@TempDir Path folder) throws Exception {
		HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		secure.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("keys"))));
		secure.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		secure.start();
		try {
			Instance instance = here().toBuilder().secure(true).port(secure.getAddress().getPort()).build();
			assertThat(ask(this.network.probe(http("/200", null, 5_000)), instance))
				.isEqualTo(InstanceProbeResult.ALIVE);
		}
		finally {
			secure.stop(0);
		}
	}

	private static SSLContext selfSigned(Path file) throws Exception {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keyalg", "EC", "-alias", "key", "-dname", "CN=nobody", "-storepass", "secret",
				"-keystore", file.toString())
			.inheritIO()
			.start();
		assertThat(keytool.waitFor()).isZero();
		KeyStore keys = KeyStore.getInstance(file.toFile(), "secret".toCharArray());
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keys, "secret".toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(factory.getKeyManagers(), null, null);
		return context;
	}

	@Test
	void aHostThatIsNoHostIsUnclear() throws Exception {
		Instance odd = Instance.of("1", "orders", "not a host", 80).build();
		assertThat(ask(this.network.probe(http("/200", null, 20_000)), odd).state())
			.isEqualTo(InstanceProbeResult.State.UNCLEAR);
	}

	private static InstanceProbeResult ask(InstanceProbe probe, Instance instance) throws Exception {
		CompletableFuture<InstanceProbeResult> answer = new CompletableFuture<>();
		probe.ask(instance, answer::complete);
		return answer.get(30, TimeUnit.SECONDS);
	}

	private static ProbeSettings http(String path, @Nullable Integer port, int timeout) {
		return ProbeSettings.builder()
			.enabled(true)
			.path(path)
			.port(port)
			.jitter(0)
			.timeout(Duration.ofMillis(timeout))
			.build();
	}

	private Instance here() {
		return Instance.of("1", "orders", "127.0.0.1", this.server.getAddress().getPort()).build();
	}

	private static Instance nowhere() throws IOException {
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return Instance.of("2", "orders", "127.0.0.1", free.getLocalPort()).build();
		}
	}

	private void await() {
		try {
			this.testOver.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
