package io.github.azurediscovery.spring.loadbalancer;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.spring.FakeAzureDiscovery;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpHost;
import org.eclipse.jetty.client.HttpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.transport.ProxyProvider;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The caller's own failures, over real sockets and with every client, are no evidence.
 */
class OwnTroubleTests {

	private static final Duration PATIENCE = Duration.ofMillis(500);

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final ApplicationContextRunner runner = LoadBalancerContexts.runner(this.discovery)
		.withUserConfiguration(FailureEvidenceTests.Builders.class)
		.withPropertyValues("spring.cloud.loadbalancer.retry.enabled=false");

	private HttpServer instance;

	private ServerSocket proxy;

	private ServerSocket deaf;

	private int closedPort;

	static Stream<Arguments> matrix() {
		return Arrays.stream(CallingClient.values())
			.flatMap((client) -> Arrays.stream(OwnTrouble.values()).map((trouble) -> Arguments.of(client, trouble)));
	}

	@BeforeEach
	void listen() throws IOException {
		InetSocketAddress anyPort = new InetSocketAddress("127.0.0.1", 0);
		try (ServerSocket free = new ServerSocket()) {
			free.bind(anyPort);
			this.closedPort = free.getLocalPort();
		}
		this.deaf = new ServerSocket();
		this.deaf.bind(anyPort);
		this.instance = HttpServer.create(anyPort, 0);
		this.instance.createContext("/", (exchange) -> {
			String path = exchange.getRequestURI().getPath();
			if (path.equals("/slow")) {
				sleep(PATIENCE.multipliedBy(4));
			}
			String target = path.equals("/loop") ? "/loop" : "http://127.0.0.1:" + this.closedPort + "/";
			if (!path.equals("/")) {
				exchange.getResponseHeaders().set("Location", target);
			}
			exchange.sendResponseHeaders((path.equals("/") || path.equals("/slow")) ? 200 : 302, -1);
			exchange.close();
		});
		this.instance.setExecutor(java.util.concurrent.Executors.newCachedThreadPool());
		this.instance.start();
		this.proxy = new ServerSocket();
		this.proxy.bind(anyPort);
		Thread gatekeeper = new Thread(this::wantPassword);
		gatekeeper.setDaemon(true);
		gatekeeper.start();
	}

	private void wantPassword() {
		while (!this.proxy.isClosed()) {
			try (Socket tunnel = this.proxy.accept()) {
				var unused = tunnel.getInputStream().read(new byte[4096]);
				tunnel.getOutputStream()
					.write(("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
							+ "Content-Length: 0\r\nConnection: close\r\n\r\n")
						.getBytes(StandardCharsets.US_ASCII));
			}
			catch (IOException ex) {
				// the client, or the test, is through with it
			}
		}
	}

	@AfterEach
	void close() throws IOException {
		this.instance.stop(0);
		this.proxy.close();
		this.deaf.close();
	}

	@ParameterizedTest
	@MethodSource("matrix")
	void saysNothingAboutTheInstance(CallingClient client, OwnTrouble trouble) {
		String host = (trouble == OwnTrouble.UNRESOLVED_NAME) ? "no-such-host.invalid" : "127.0.0.1";
		this.discovery.answer(Instance.of("a", "orders", host, this.instance.getAddress().getPort())
			.secure(trouble == OwnTrouble.PROXY_WANTS_PASSWORD)
			.build());
		this.runner.run((context) -> {
			Throwable failure = (client.blocking != null) ? blocking(context, client, trouble)
					: reactive(context, client, trouble);
			assertThat(verdict()).as(chain(failure)).isEqualTo(DocumentedVerdicts.of(trouble.words, client));
		});
	}

	private String verdict() {
		List<String> reports = this.discovery.calls().stream().filter((call) -> call.startsWith("end")).toList();
		if (reports.isEmpty()) {
			return "nothing";
		}
		return switch (reports.get(0).split(" ")[2]) {
			case "SUCCESS" -> "an answer";
			case "HARD_FAILURE" -> "hard";
			default -> reports.toString();
		};
	}

	private static String chain(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable link = failure; link != null; link = link.getCause()) {
			text.append(link.getClass().getName()).append('(').append(link.getMessage()).append(") < ");
		}
		return text.toString();
	}

	private Throwable blocking(ApplicationContext context, CallingClient client, OwnTrouble trouble) throws Exception {
		ClientHttpRequestFactory factory = factory(client, trouble);
		RestClient rest = context.getBean(RestClient.Builder.class)
			.requestFactory(factory)
			.requestInterceptor((request, body, execution) -> {
				fetchToken(client, trouble);
				return execution.execute(request, body);
			})
			.build();
		return failureOf(trouble, () -> rest.get().uri("http://orders" + path(trouble)).retrieve().toBodilessEntity());
	}

	private Throwable reactive(ApplicationContext context, CallingClient client, OwnTrouble trouble) throws Exception {
		WebClient web = context.getBean(WebClient.Builder.class)
			.clientConnector(connector(client, trouble))
			.filter((request, next) -> tokenReactively(client, trouble).then(next.exchange(request)))
			.build();
		return failureOf(trouble,
				() -> web.get().uri("http://orders" + path(trouble)).retrieve().toBodilessEntity().block());
	}

	private Mono<Void> tokenReactively(CallingClient client, OwnTrouble trouble) {
		if (trouble == OwnTrouble.TOKEN_SERVER_REFUSES || trouble == OwnTrouble.TOKEN_SERVER_HANGS) {
			int port = (trouble == OwnTrouble.TOKEN_SERVER_HANGS) ? this.deaf.getLocalPort() : this.closedPort;
			return Mono.defer(() -> WebClient.builder()
				.clientConnector(plainConnector(client))
				.build()
				.get()
				.uri("http://127.0.0.1:" + port + "/token")
				.retrieve()
				.bodyToMono(Void.class));
		}
		return Mono.<Void>fromCallable(() -> {
			fetchToken(client, trouble);
			return null;
		}).subscribeOn(Schedulers.boundedElastic());
	}

	private static ClientHttpConnector plainConnector(CallingClient client) {
		try {
			return client.reactive.make(PATIENCE, PATIENCE);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void fetchToken(CallingClient client, OwnTrouble trouble) throws IOException {
		switch (trouble) {
			case TOKEN_SERVER_REFUSES -> token(client, this.closedPort);
			case TOKEN_SERVER_HANGS -> token(client, this.deaf.getLocalPort());
			case TOKEN_SOCKET_REFUSES -> new Socket("127.0.0.1", this.closedPort).close();
			case TOKEN_FILE_MISSING -> new FileInputStream("/no/such/token").close();
			default -> {
			}
		}
	}

	private static void token(CallingClient client, int port) {
		try {
			RestClient.builder()
				.requestFactory(client.blocking.make(PATIENCE, PATIENCE))
				.build()
				.get()
				.uri("http://127.0.0.1:" + port + "/token")
				.retrieve()
				.toBodilessEntity();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String path(OwnTrouble trouble) {
		return switch (trouble) {
			case REDIRECT_REFUSED -> "/moved";
			case REDIRECT_LOOP -> "/loop";
			case INTERRUPTED -> "/slow";
			default -> "/";
		};
	}

	private static Throwable failureOf(OwnTrouble trouble, Runnable call) throws InterruptedException {
		Throwable[] failure = new Throwable[1];
		Thread caller = new Thread(() -> {
			try {
				call.run();
			}
			catch (RuntimeException ex) {
				failure[0] = ex;
			}
		});
		caller.start();
		if (trouble == OwnTrouble.INTERRUPTED) {
			sleep(PATIENCE.dividedBy(2));
			caller.interrupt();
		}
		caller.join();
		return failure[0];
	}

	private ClientHttpRequestFactory factory(CallingClient client, OwnTrouble trouble) throws Exception {
		int port = proxyPort(trouble);
		if (port == 0) {
			return redirecting(client);
		}
		InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
		return switch (client) {
			case JDK ->
				new JdkClientHttpRequestFactory(HttpClient.newBuilder().proxy(ProxySelector.of(address)).build());
			case SIMPLE -> {
				SimpleClientHttpRequestFactory simple = new SimpleClientHttpRequestFactory();
				simple.setProxy(new Proxy(Proxy.Type.HTTP, address));
				yield simple;
			}
			case APACHE -> new HttpComponentsClientHttpRequestFactory(
					HttpClients.custom().setProxy(new HttpHost("127.0.0.1", port)).disableAutomaticRetries().build());
			case JETTY -> {
				org.eclipse.jetty.client.HttpClient jetty = new org.eclipse.jetty.client.HttpClient();
				jetty.getProxyConfiguration().addProxy(new HttpProxy("127.0.0.1", port));
				JettyClientHttpRequestFactory factory = new JettyClientHttpRequestFactory(jetty);
				factory.afterPropertiesSet();
				yield factory;
			}
			default -> new ReactorClientHttpRequestFactory(reactor(port));
		};
	}

	private ClientHttpConnector connector(CallingClient client, OwnTrouble trouble) throws Exception {
		int port = proxyPort(trouble);
		if (client == CallingClient.WEB_CLIENT_JDK) {
			HttpClient.Builder jdk = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL);
			return new JdkClientHttpConnector(
					((port != 0) ? jdk.proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", port))) : jdk)
						.build());
		}
		return new ReactorClientHttpConnector(
				(port != 0) ? reactor(port) : reactor.netty.http.client.HttpClient.create().followRedirect(true));
	}

	private static reactor.netty.http.client.HttpClient reactor(int proxyPort) {
		return reactor.netty.http.client.HttpClient.create()
			.proxy((proxy) -> proxy.type(ProxyProvider.Proxy.HTTP)
				.socketAddress(new InetSocketAddress("127.0.0.1", proxyPort)));
	}

	private static ClientHttpRequestFactory redirecting(CallingClient client) throws Exception {
		return switch (client) {
			case JDK -> new JdkClientHttpRequestFactory(
					HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build());
			case REACTOR ->
				new ReactorClientHttpRequestFactory(reactor.netty.http.client.HttpClient.create().followRedirect(true));
			default -> client.blocking.make(Duration.ofSeconds(10), Duration.ofSeconds(10));
		};
	}

	private int proxyPort(OwnTrouble trouble) {
		return switch (trouble) {
			case PROXY_REFUSES -> this.closedPort;
			case PROXY_WANTS_PASSWORD -> this.proxy.getLocalPort();
			default -> 0;
		};
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			throw new UncheckedIOException(new java.io.InterruptedIOException());
		}
	}

}
