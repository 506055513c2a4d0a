package io.github.azurediscovery.azure.arm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.azurediscovery.azure.ArmRequestListener;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.http.ArmAccessException;

/**
 * Answers over HTTP on loopback what a test tells it to, through the pipeline of ours.
 */
public final class LoopbackArm implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();

	private final Set<Integer> connections = ConcurrentHashMap.newKeySet();

	private final AtomicInteger inFlight = new AtomicInteger();

	private final AtomicInteger mostInFlight = new AtomicInteger();

	private final List<ArmRequestListener.ArmRequest> reported = new CopyOnWriteArrayList<>();

	private final List<ArmConnection> open = new ArrayList<>();

	private volatile Function<URI, Reply> handler = (uri) -> Reply.json(404, "{}");

	public LoopbackArm() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.requests.add(exchange.getRequestURI().toString());
		this.headers.add(Map.copyOf(exchange.getRequestHeaders()));
		this.connections.add(exchange.getRemoteAddress().getPort());
		this.mostInFlight.accumulateAndGet(this.inFlight.incrementAndGet(), Math::max);
		try (exchange) {
			Reply reply = this.handler.apply(exchange.getRequestURI());
			reply.headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
			exchange.sendResponseHeaders(reply.status, reply.promised);
			this.inFlight.decrementAndGet();
			exchange.getResponseBody().write(reply.body);
			exchange.getResponseBody().flush();
		}
	}

	public LoopbackArm answers(Function<URI, Reply> handler) {
		this.handler = handler;
		return this;
	}

	public LoopbackArm answers(Reply... replies) {
		List<Reply> left = new CopyOnWriteArrayList<>(replies);
		return answers((uri) -> (left.size() > 1) ? left.remove(0) : left.get(0));
	}

	public URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	public List<String> requests() {
		return this.requests;
	}

	List<Map<String, List<String>>> headers() {
		return this.headers;
	}

	int connections() {
		return this.connections.size();
	}

	int mostInFlight() {
		return this.mostInFlight.get();
	}

	public List<ArmRequestListener.ArmRequest> reported() {
		return this.reported;
	}

	public ArmClient client() {
		return client(InstantSource.system(), Duration.ofSeconds(5), null);
	}

	public ArmClient client(InstantSource time, Duration timeout, AzureCredential credential) {
		AzureSettings defaults = AzureSettings.DEFAULT;
		AzureSettings settings = defaults.toBuilder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(endpoint()))
			.credential(CredentialSettings.NONE)
			.timeout(timeout)
			.build();
		ArmConnection connection = ArmConnection.open(new ArmConnectionOptions(settings, credential, null, null, time,
				() -> 0, this.reported::add, "azure-discovery"), null);
		this.open.add(connection);
		try {
			connection.awaitToken();
		}
		catch (ArmAccessException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return connection.client();
	}

	@Override
	public void close() {
		this.open.forEach(ArmConnection::close);
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * What is answered.
	 *
	 * @param status the status
	 * @param headers the headers
	 * @param body the body
	 * @param promised the length the body is said to have
	 */
	public record Reply(int status, Map<String, String> headers, byte[] body, long promised) {

		public static Reply json(int status, String body) {
			return json(status, body, Map.of());
		}

		public static Reply json(int status, String body, Map<String, String> headers) {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			Map<String, String> all = new java.util.HashMap<>(headers);
			all.putIfAbsent("Content-Type", "application/json; charset=utf-8");
			return new Reply(status, all, bytes, bytes.length);
		}

		static Reply truncated(String body) {
			Reply reply = json(200, body);
			return new Reply(200, reply.headers, reply.body, reply.promised + 100);
		}

	}

}
