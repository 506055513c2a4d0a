package io.github.azurediscovery.haproxy.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.azurediscovery.haproxy.DataplaneLogin;
import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.runtime.RuntimeClient;
import io.github.azurediscovery.sink.SinkException;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the Dataplane API that the sink uses, in front of a
 * {@link SimulatedHaproxy} or a real one. Made from the published specification and the
 * published source of version 3.4: the order in which an update sets health, state,
 * weight and address, updates that are skipped because nothing seems to change, and the
 * state mask that is read as a hexadecimal number. No real Dataplane API was ever asked.
 */
public final class SimulatedDataplane implements AutoCloseable {

	/** The user that it knows. */
	public static final DataplaneLogin LOGIN = new DataplaneLogin("agent", "s3cret-word");

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final SimulatedDataplaneRuntime runtime;

	private final SimulatedDataplaneTransactions transactions;

	private final String scheme;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	/** Every change that was asked for: method, path and body. */
	public final List<String> changes = new CopyOnWriteArrayList<>();

	/** Every request: method and path. */
	public final List<String> requests = new CopyOnWriteArrayList<>();

	/**
	 * Answers to be given in place of the right ones: the request's beginning, and the
	 * status.
	 */
	private final Deque<Map.Entry<String, Integer>> failures = new ArrayDeque<>();

	volatile String authorization = LOGIN.authorization();

	public volatile long delay;

	public volatile boolean failsReloads;

	/** Hides what versions before March 2026 do not show. */
	public volatile boolean old;

	/**
	 * Stand in front of a real HAProxy, without transactions.
	 * @param socket the socket of its Runtime API
	 * @return the simulation
	 */
	public static SimulatedDataplane before(String socket) {
		RuntimeClient client = new RuntimeClient(HaproxyAddress.parse(socket), RuntimeClient.TIMEOUT);
		return new SimulatedDataplane((line) -> {
			try {
				return client.ask(line);
			}
			catch (SinkException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, (slots) -> {
			throw new UnsupportedOperationException();
		}, null);
	}

	public SimulatedDataplane(SimulatedHaproxy haproxy) {
		this(haproxy, null);
	}

	public SimulatedDataplane(SimulatedHaproxy haproxy, @Nullable SSLContext tls) {
		this(haproxy::command, haproxy::reload, tls);
	}

	private SimulatedDataplane(UnaryOperator<String> commands, Consumer<Map<String, Integer>> reload,
			@Nullable SSLContext tls) {
		this.runtime = new SimulatedDataplaneRuntime(commands, () -> !this.old);
		this.transactions = new SimulatedDataplaneTransactions(reload, () -> this.failsReloads);
		this.scheme = (tls != null) ? "https" : "http";
		try {
			this.server = server(tls);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	private static HttpServer server(@Nullable SSLContext tls) throws IOException {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		if (tls == null) {
			return HttpServer.create(address, 0);
		}
		HttpsServer secure = HttpsServer.create(address, 0);
		secure.setHttpsConfigurator(new HttpsConfigurator(tls));
		return secure;
	}

	/**
	 * Return where it is.
	 * @return the URL
	 */
	public String url() {
		return this.scheme + "://127.0.0.1:" + this.server.getAddress().getPort();
	}

	/** The next requests with this beginning get this status. */
	public synchronized void fail(String request, int status, int times) {
		for (int time = 0; time < times; time++) {
			this.failures.add(Map.entry(request, status));
		}
	}

	/** A backend that another program declared. */
	public synchronized void declare(String backend, String prefix, int slots) {
		this.transactions.declare(backend, prefix, slots);
	}

	public synchronized JsonNode declared(String backend) {
		return this.transactions.declared(backend);
	}

	public synchronized int openTransactions() {
		return this.transactions.openTransactions();
	}

	private void handle(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().toString();
		String request = exchange.getRequestMethod() + " " + path.replaceFirst("^/v3/services/haproxy/", "");
		byte[] body = exchange.getRequestBody().readAllBytes();
		this.requests.add(request);
		if (!request.startsWith("GET")) {
			this.changes.add((request + " " + new String(body, StandardCharsets.UTF_8)).strip());
		}
		try {
			Thread.sleep(this.delay);
		}
		catch (InterruptedException ex) {
			return;
		}
		SimulatedDataplaneReply reply = reply(exchange, path, request,
				(body.length > 0) ? MAPPER.readTree(body) : null);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		if (reply.reload() != null) {
			exchange.getResponseHeaders().set("Reload-Id", reply.reload());
		}
		if (reply.status() == 302) {
			exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
		}
		byte[] answer = (reply.body() != null) ? MAPPER.writeValueAsBytes(reply.body()) : new byte[0];
		exchange.sendResponseHeaders(reply.status(), (answer.length > 0) ? answer.length : -1);
		exchange.getResponseBody().write(answer);
		exchange.close();
	}

	private synchronized SimulatedDataplaneReply reply(HttpExchange exchange, String path, String request,
			@Nullable JsonNode body) {
		if (!this.authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			return SimulatedDataplaneReply.error(401, "unauthorized");
		}
		if (!path.startsWith("/v3/services/haproxy/")) {
			return SimulatedDataplaneReply.error(404, "path " + path + " was not found");
		}
		Map.Entry<String, Integer> failure = this.failures.peek();
		if (failure != null && request.startsWith(failure.getKey())) {
			this.failures.remove();
			return SimulatedDataplaneReply.error(failure.getValue(), "told to fail");
		}
		String[] words = request.split("[ ?]");
		String[] parts = words[1].split("/");
		Map<String, String> query = query((words.length > 2) ? words[2] : "");
		return switch (parts[0]) {
			case "runtime" -> this.runtime.servers(words[0], parts, body);
			case "stats" -> this.runtime.statistics(query);
			case "configuration" -> this.transactions.backends(words[0], parts, query, body);
			case "transactions" -> this.transactions.transaction(words[0], parts, query);
			case "reloads" -> this.transactions.reload(parts[1]);
			default -> SimulatedDataplaneReply.error(404, "path was not found");
		};
	}

	private static Map<String, String> query(String text) {
		Map<String, String> query = new TreeMap<>();
		for (String pair : text.split("&")) {
			if (pair.contains("=")) {
				query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
			}
		}
		return query;
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
