package io.github.azurediscovery.haproxy.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azurediscovery.haproxy.runtime.RuntimeClient;
import io.github.azurediscovery.haproxy.runtime.SessionTable;
import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.server.ServerTable;
import org.jspecify.annotations.Nullable;

/**
 * The servers and statistics of the simulated Dataplane API: the order in which an update
 * sets health, state, weight and address, updates that are skipped because nothing seems
 * to change, and the state mask that is read as a hexadecimal number.
 */
final class SimulatedDataplaneRuntime {

	private final UnaryOperator<String> commands;

	private final BooleanSupplier showsEverything;

	/**
	 * Create the servers.
	 * @param commands asks HAProxy
	 * @param showsEverything whether it shows what versions since March 2026 do
	 */
	SimulatedDataplaneRuntime(UnaryOperator<String> commands, BooleanSupplier showsEverything) {
		this.commands = commands;
		this.showsEverything = showsEverything;
	}

	SimulatedDataplaneReply servers(String method, String[] parts, @Nullable JsonNode body) {
		if (parts[1].equals("info")) {
			ObjectNode info = JsonNodeFactory.instance.objectNode();
			info.putObject("info").put("pid", pid(this.commands.apply("show info")));
			return SimulatedDataplaneReply.ok(info);
		}
		List<ServerRow> rows = table().of(parts[2]);
		if (parts.length == 4) {
			ArrayNode servers = JsonNodeFactory.instance.arrayNode();
			rows.forEach((row) -> servers.add(shown(row)));
			return rows.isEmpty() ? SimulatedDataplaneReply.error(500, "[3] : Can't find backend.")
					: SimulatedDataplaneReply.ok(servers);
		}
		ServerRow row = rows.stream().filter((candidate) -> candidate.name().equals(parts[4])).findFirst().orElse(null);
		if (row == null || body == null) {
			return SimulatedDataplaneReply.error(404,
					"Runtime server " + parts[4] + " not found in backend " + parts[2]);
		}
		return method.equals("PUT") ? update(row, shown(row), body) : SimulatedDataplaneReply.ok(shown(row));
	}

	private static long pid(String info) {
		return Long.parseLong(info.replaceFirst("(?s).*\nPid: (\\d+).*", "$1"));
	}

	private SimulatedDataplaneReply update(ServerRow row, ObjectNode shown, JsonNode update) {
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
				return SimulatedDataplaneReply.error(500, "[3] : " + answer + " [" + command + "]");
			}
		}
		return new SimulatedDataplaneReply(200, shown(row(row.backend(), row.name())), null);
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
		if (this.showsEverything.getAsBoolean()) {
			server.put("weight", row.weight()).put("check_state", row.checkBits()).put("fqdn", row.hostName());
		}
		return server;
	}

	SimulatedDataplaneReply statistics(Map<String, String> query) {
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
		return SimulatedDataplaneReply.ok(answer);
	}

}
