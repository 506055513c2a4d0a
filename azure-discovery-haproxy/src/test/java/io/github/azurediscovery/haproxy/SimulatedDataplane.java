package io.github.azurediscovery.haproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
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

	private static final Set<String> BACKEND_FIELDS = Set.of("name", "mode", "balance", "load_server_state_from_file");

	private static final Set<String> TEMPLATE_FIELDS = Set.of("prefix", "num_or_range", "fqdn", "port", "maintenance",
			"init-addr", "check", "inter", "fall", "rise", "ssl", "verify", "ssl_cafile", "health_check_port");

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final UnaryOperator<String> commands;

	private final Consumer<Map<String, Integer>> reload;

	private final String scheme;

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	/** Every change that was asked for: method, path and body. */
	final List<String> changes = new CopyOnWriteArrayList<>();

	/** Every request: method and path. */
	final List<String> requests = new CopyOnWriteArrayList<>();

	/**
	 * Answers to be given in place of the right ones: the request's beginning, and the
	 * status.
	 */
	private final Deque<Map.Entry<String, Integer>> failures = new ArrayDeque<>();

	volatile String authorization = LOGIN.authorization();

	volatile long delay;

	volatile boolean failsReloads;

	/** Hides what versions before March 2026 do not show. */
	volatile boolean old;

	private int version = 1;

	private int numbers;

	private Map<String, ObjectNode> configuration = new TreeMap<>();

	private final Map<String, Transaction> transactions = new LinkedHashMap<>();

	private final Map<String, String> reloads = new LinkedHashMap<>();

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

	SimulatedDataplane(SimulatedHaproxy haproxy) {
		this(haproxy, null);
	}

	SimulatedDataplane(SimulatedHaproxy haproxy, @Nullable SSLContext tls) {
		this(haproxy::command, haproxy::reload, tls);
	}

	private SimulatedDataplane(UnaryOperator<String> commands, Consumer<Map<String, Integer>> reload,
			@Nullable SSLContext tls) {
		this.commands = commands;
		this.reload = reload;
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
	synchronized void fail(String request, int status, int times) {
		for (int time = 0; time < times; time++) {
			this.failures.add(Map.entry(request, status));
		}
	}

	/** A backend that another program declared. */
	synchronized void declare(String backend, String prefix, int slots) {
		ObjectNode declared = JsonNodeFactory.instance.objectNode();
		declared.put("name", backend);
		declared.putArray("templates")
			.addObject()
			.put("prefix", prefix)
			.put("num_or_range", "1-" + slots)
			.put("fqdn", "localhost")
			.put("maxconn", 7);
		this.configuration.put(backend, declared);
		this.version++;
	}

	synchronized JsonNode declared(String backend) {
		return this.configuration.get(backend);
	}

	synchronized int openTransactions() {
		return this.transactions.size();
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
		Reply reply = reply(exchange, path, request, (body.length > 0) ? MAPPER.readTree(body) : null);
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

	private synchronized Reply reply(HttpExchange exchange, String path, String request, @Nullable JsonNode body) {
		if (!this.authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
			return error(401, "unauthorized");
		}
		if (!path.startsWith("/v3/services/haproxy/")) {
			return error(404, "path " + path + " was not found");
		}
		Map.Entry<String, Integer> failure = this.failures.peek();
		if (failure != null && request.startsWith(failure.getKey())) {
			this.failures.remove();
			return error(failure.getValue(), "told to fail");
		}
		String[] words = request.split("[ ?]");
		String[] parts = words[1].split("/");
		Map<String, String> query = query((words.length > 2) ? words[2] : "");
		return switch (parts[0]) {
			case "runtime" -> runtime(words[0], parts, body);
			case "stats" -> statistics(query);
			case "configuration" -> configuration(words[0], parts, query, body);
			case "transactions" -> transaction(words[0], parts, query);
			case "reloads" -> reload(parts[1]);
			default -> error(404, "path was not found");
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

	private Reply runtime(String method, String[] parts, @Nullable JsonNode body) {
		if (parts[1].equals("info")) {
			ObjectNode info = JsonNodeFactory.instance.objectNode();
			info.putObject("info").put("pid", pid(this.commands.apply("show info")));
			return new Reply(200, info, null);
		}
		List<ServerRow> rows = table().of(parts[2]);
		if (parts.length == 4) {
			ArrayNode servers = JsonNodeFactory.instance.arrayNode();
			rows.forEach((row) -> servers.add(shown(row)));
			return rows.isEmpty() ? error(500, "[3] : Can't find backend.") : new Reply(200, servers, null);
		}
		ServerRow row = rows.stream().filter((candidate) -> candidate.name().equals(parts[4])).findFirst().orElse(null);
		if (row == null || body == null) {
			return error(404, "Runtime server " + parts[4] + " not found in backend " + parts[2]);
		}
		return method.equals("PUT") ? update(row, shown(row), body) : new Reply(200, shown(row), null);
	}

	private static long pid(String info) {
		return Long.parseLong(info.replaceFirst("(?s).*\nPid: (\\d+).*", "$1"));
	}

	private Reply update(ServerRow row, ObjectNode shown, JsonNode update) {
		List<String> commands = new ArrayList<>();
		if (differs(shown, update, "operational_state")) {
			commands.add("health " + update.path("operational_state").asText());
		}
		if (differs(shown, update, "admin_state")) {
			commands.add("state " + update.path("admin_state").asText());
		}
		if (differs(shown, update, "weight")) {
			commands.add("weight " + update.path("weight").asInt());
		}
		if (differs(shown, update, "address") || differs(shown, update, "port")) {
			commands.add("addr " + update.path("address").asText(row.address()) + " port "
					+ update.path("port").asInt(row.port()));
		}
		for (String command : commands) {
			String answer = this.commands.apply("set server " + row.place() + " " + command).strip();
			if (!RuntimeClient.errors(answer).isEmpty()) {
				this.commands.apply("set server " + row.place() + " state " + shown.path("admin_state").asText());
				return error(500, "[3] : " + answer + " [" + command + "]");
			}
		}
		return new Reply(200, shown(row(row.backend(), row.name())), null);
	}

	private static boolean differs(ObjectNode shown, JsonNode update, String field) {
		return update.has(field) && !update.get(field).asText().equals(shown.path(field).asText());
	}

	private ServerRow row(String backend, String name) {
		return table().of(backend).stream().filter((row) -> row.name().equals(name)).findFirst().orElseThrow();
	}

	private ServerTable table() {
		return ServerTable.parse(this.commands.apply("show servers state"));
	}

	private ObjectNode shown(ServerRow row) {
		ObjectNode server = JsonNodeFactory.instance.objectNode();
		server.put("name", row.name()).put("address", row.address()).put("port", row.port());
		server.put("backend_name", row.backend());
		int misread = Integer.parseInt(Integer.toString(row.adminBits()), 16);
		server.put("admin_state", ServerAdmin.of(misread).command());
		server.put("operational_state", (row.operation() == 0) ? "down" : "up");
		if (!this.old) {
			server.put("weight", row.weight()).put("check_state", row.checkBits()).put("fqdn", row.hostName());
		}
		return server;
	}

	private Reply statistics(Map<String, String> query) {
		ObjectNode answer = JsonNodeFactory.instance.objectNode();
		ArrayNode stats = answer.putArray("stats");
		Map<String, Integer> sessions = SessionTable.parse(this.commands.apply("show stat -1 4 -1"));
		table().backends().forEach((backend, rows) -> {
			if ("backend".equals(query.get("type"))) {
				stats.addObject().put("type", "backend").put("name", backend);
			}
			else if (backend.equals(query.get("parent"))) {
				rows.forEach((row) -> {
					String status = (row.operation() == 0) ? "DOWN" : "DRAIN";
					stats.addObject()
						.put("type", "server")
						.put("name", row.name())
						.put("backend_name", backend)
						.putObject("stats")
						.put("scur", sessions.getOrDefault(row.place(), 0))
						.put("qcur", 0)
						.put("status", (row.admin() == ServerAdmin.MAINT) ? "MAINT" : status);
				});
			}
		});
		return new Reply(200, answer, null);
	}

	private Reply configuration(String method, String[] parts, Map<String, String> query, @Nullable JsonNode body) {
		if (parts[1].equals("version")) {
			return new Reply(200, JsonNodeFactory.instance.numberNode(this.version), null);
		}
		Transaction transaction = this.transactions.get(query.getOrDefault("transaction_id", ""));
		if (transaction == null) {
			return error(400, "transaction does not exist");
		}
		if (parts.length == 2) {
			String name = body.path("name").asText();
			if (transaction.backends().containsKey(name)) {
				return error(409, "backend " + name + " already exists");
			}
			return accepted(body, BACKEND_FIELDS, () -> {
				ObjectNode backend = body.deepCopy();
				backend.putArray("templates");
				transaction.backends().put(name, backend);
			});
		}
		ObjectNode backend = transaction.backends().get(parts[2]);
		if (backend == null) {
			return error(404, "backend " + parts[2] + " does not exist");
		}
		if (parts.length == 3) {
			return new Reply(200, backend, null);
		}
		ArrayNode templates = (ArrayNode) backend.get("templates");
		if (method.equals("GET")) {
			return new Reply(200, templates, null);
		}
		if (method.equals("PUT")) {
			templates.removeAll();
		}
		return accepted(body, null, () -> templates.add(body));
	}

	private static Reply accepted(JsonNode body, @Nullable Set<String> fields, Runnable change) {
		Set<String> known = (fields != null) ? fields : TEMPLATE_FIELDS;
		for (Map.Entry<String, JsonNode> field : body.properties()) {
			if (!known.contains(field.getKey()) && !field.getKey().equals("maxconn")) {
				return error(422, field.getKey() + " in body is a forbidden property");
			}
		}
		change.run();
		return new Reply(202, body, null);
	}

	private Reply transaction(String method, String[] parts, Map<String, String> query) {
		if (method.equals("POST")) {
			if (Integer.parseInt(query.get("version")) != this.version) {
				return error(409, "version mismatch");
			}
			String id = "t-" + ++this.numbers;
			Map<String, ObjectNode> copy = new TreeMap<>();
			this.configuration.forEach((name, backend) -> copy.put(name, backend.deepCopy()));
			this.transactions.put(id, new Transaction(this.version, copy));
			return new Reply(201, JsonNodeFactory.instance.objectNode().put("id", id).put("status", "in_progress"),
					null);
		}
		Transaction transaction = this.transactions.remove(parts[1]);
		if (transaction == null) {
			return error(404, "transaction does not exist");
		}
		if (method.equals("DELETE")) {
			return new Reply(204, null, null);
		}
		if (transaction.version() != this.version) {
			return error(406, "transaction " + parts[1] + " is outdated and cannot be committed");
		}
		this.configuration = transaction.backends();
		this.version++;
		String reload = "2026-11-27-" + ++this.numbers;
		this.reloads.put(reload, "promised");
		return new Reply(202, JsonNodeFactory.instance.objectNode().put("status", "success"), reload);
	}

	/** The first question finds the reload under way; it is done before the second. */
	private Reply reload(String id) {
		String status = this.reloads.get(id);
		if (status == null) {
			return error(404, "Reload with ID " + id + " does not exist");
		}
		ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", id);
		if (status.equals("promised")) {
			this.reloads.put(id, this.failsReloads ? "failed" : "succeeded");
			if (!this.failsReloads) {
				Map<String, Integer> slots = new TreeMap<>();
				this.configuration.forEach((name, backend) -> backend.path("templates")
					.forEach((template) -> slots.put(name, TransactionBody.slots(template))));
				this.reload.accept(slots);
			}
			return new Reply(200, answer.put("status", "in_progress"), null);
		}
		return new Reply(200, answer.put("status", status).put("response", "[ALERT] no\nreload"), null);
	}

	private static Reply error(int status, String message) {
		return new Reply(status, JsonNodeFactory.instance.objectNode().put("code", status).put("message", message),
				null);
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private record Reply(int status, @Nullable JsonNode body, @Nullable String reload) {

	}

	private record Transaction(int version, Map<String, ObjectNode> backends) {

	}

}
