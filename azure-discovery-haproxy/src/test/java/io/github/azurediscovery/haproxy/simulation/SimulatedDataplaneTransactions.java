package io.github.azurediscovery.haproxy.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of the simulated Dataplane API: its version, transactions that change
 * backends, and the reloads that commit them.
 */
final class SimulatedDataplaneTransactions {

	private static final Set<String> BACKEND_FIELDS = Set.of("name", "mode", "balance", "load_server_state_from_file");

	private static final Set<String> TEMPLATE_FIELDS = Set.of("prefix", "num_or_range", "fqdn", "port", "maintenance",
			"init-addr", "check", "inter", "fall", "rise", "ssl", "verify", "ssl_cafile", "health_check_port");

	private final Consumer<Map<String, Integer>> reload;

	private final BooleanSupplier failsReloads;

	private int version = 1;

	private int numbers;

	private Map<String, ObjectNode> backends = new TreeMap<>();

	private final Map<String, Transaction> transactions = new LinkedHashMap<>();

	private final Map<String, String> reloads = new LinkedHashMap<>();

	/**
	 * Create a configuration without backends.
	 * @param reload reloads HAProxy with slots by backend
	 * @param failsReloads whether HAProxy refuses the configuration
	 */
	SimulatedDataplaneTransactions(Consumer<Map<String, Integer>> reload, BooleanSupplier failsReloads) {
		this.reload = reload;
		this.failsReloads = failsReloads;
	}

	/** A backend that another program declared. */
	void declare(String backend, String prefix, int slots) {
		ObjectNode declared = JsonNodeFactory.instance.objectNode();
		declared.put("name", backend);
		declared.putArray("templates")
			.addObject()
			.put("prefix", prefix)
			.put("num_or_range", "1-" + slots)
			.put("fqdn", "localhost")
			.put("maxconn", 7);
		this.backends.put(backend, declared);
		this.version++;
	}

	JsonNode declared(String backend) {
		return this.backends.get(backend);
	}

	int openTransactions() {
		return this.transactions.size();
	}

	SimulatedDataplaneReply backends(String method, String[] parts, Map<String, String> query,
			@Nullable JsonNode body) {
		if (parts[1].equals("version")) {
			return SimulatedDataplaneReply.ok(JsonNodeFactory.instance.numberNode(this.version));
		}
		Transaction transaction = this.transactions.get(query.getOrDefault("transaction_id", ""));
		if (transaction == null) {
			return SimulatedDataplaneReply.error(400, "transaction does not exist");
		}
		if (parts.length == 2) {
			String name = body.path("name").asText();
			if (transaction.backends().containsKey(name)) {
				return SimulatedDataplaneReply.error(409, "backend " + name + " already exists");
			}
			return accepted(body, BACKEND_FIELDS, () -> {
				ObjectNode backend = body.deepCopy();
				backend.putArray("templates");
				transaction.backends().put(name, backend);
			});
		}
		ObjectNode backend = transaction.backends().get(parts[2]);
		if (backend == null) {
			return SimulatedDataplaneReply.error(404, "backend " + parts[2] + " does not exist");
		}
		if (method.equals("DELETE")) {
			transaction.backends().remove(parts[2]);
			return new SimulatedDataplaneReply(202, null, null);
		}
		if (parts.length == 3) {
			return SimulatedDataplaneReply.ok(backend);
		}
		ArrayNode templates = (ArrayNode) backend.get("templates");
		if (method.equals("GET")) {
			return SimulatedDataplaneReply.ok(templates);
		}
		if (method.equals("PUT")) {
			templates.removeAll();
		}
		return accepted(body, null, () -> templates.add(body));
	}

	private static SimulatedDataplaneReply accepted(JsonNode body, @Nullable Set<String> fields, Runnable change) {
		Set<String> known = (fields != null) ? fields : TEMPLATE_FIELDS;
		for (Map.Entry<String, JsonNode> field : body.properties()) {
			if (!known.contains(field.getKey()) && !field.getKey().equals("maxconn")) {
				return SimulatedDataplaneReply.error(422, field.getKey() + " in body is a forbidden property");
			}
		}
		change.run();
		return new SimulatedDataplaneReply(202, body, null);
	}

	SimulatedDataplaneReply transaction(String method, String[] parts, Map<String, String> query) {
		if (method.equals("POST")) {
			if (Integer.parseInt(query.get("version")) != this.version) {
				return SimulatedDataplaneReply.error(409, "version mismatch");
			}
			String id = "t-" + ++this.numbers;
			Map<String, ObjectNode> copy = new TreeMap<>();
			this.backends.forEach((name, backend) -> copy.put(name, backend.deepCopy()));
			this.transactions.put(id, new Transaction(this.version, copy));
			return new SimulatedDataplaneReply(201,
					JsonNodeFactory.instance.objectNode().put("id", id).put("status", "in_progress"), null);
		}
		Transaction transaction = this.transactions.remove(parts[1]);
		if (transaction == null) {
			return SimulatedDataplaneReply.error(404, "transaction does not exist");
		}
		if (method.equals("DELETE")) {
			return new SimulatedDataplaneReply(204, null, null);
		}
		if (transaction.version() != this.version) {
			return SimulatedDataplaneReply.error(406,
					"transaction " + parts[1] + " is outdated and cannot be committed");
		}
		this.backends = transaction.backends();
		this.version++;
		String reload = "2026-11-27-" + ++this.numbers;
		this.reloads.put(reload, "promised");
		return new SimulatedDataplaneReply(202, JsonNodeFactory.instance.objectNode().put("status", "success"), reload);
	}

	/** The first question finds the reload under way; it is done before the second. */
	SimulatedDataplaneReply reload(String id) {
		String status = this.reloads.get(id);
		if (status == null) {
			return SimulatedDataplaneReply.error(404, "Reload with ID " + id + " does not exist");
		}
		ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", id);
		if (status.equals("promised")) {
			this.reloads.put(id, this.failsReloads.getAsBoolean() ? "failed" : "succeeded");
			if (!this.failsReloads.getAsBoolean()) {
				Map<String, Integer> slots = new TreeMap<>();
				this.backends.forEach((name, backend) -> backend.path("templates")
					.forEach((template) -> slots.put(name, slots(template))));
				this.reload.accept(slots);
			}
			return SimulatedDataplaneReply.ok(answer.put("status", "in_progress"));
		}
		return SimulatedDataplaneReply.ok(answer.put("status", status).put("response", "[ALERT] no\nreload"));
	}

	private static int slots(JsonNode template) {
		return Integer.parseInt(template.path("num_or_range").asText().replaceFirst("1-", ""));
	}

	private record Transaction(int version, Map<String, ObjectNode> backends) {

	}

}
