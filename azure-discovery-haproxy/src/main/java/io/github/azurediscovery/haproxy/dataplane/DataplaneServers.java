package io.github.azurediscovery.haproxy.dataplane;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.sink.SinkException;

/**
 * The servers of a backend as the Dataplane API shows them. It does not show whether the
 * configuration declares a server {@code disabled}, so a slot is told by the name
 * {@code localhost} that it is declared with.
 */
final class DataplaneServers {

	private static final int DISABLED = 4;

	private static final int MAINTENANCE = 1;

	private static final int DRAIN = 8;

	private static final int CHECKED = 6;

	private static final String SLOT_HOST = "localhost";

	private DataplaneServers() {
	}

	/**
	 * Read servers.
	 * @param backend the backend
	 * @param servers the answer
	 * @param checked whether servers are checked if the answer does not say so
	 * @return a row for each
	 * @throws SinkException if the answer lacks what a slot is recognised by
	 */
	static List<ServerRow> rows(String backend, JsonNode servers, boolean checked) throws SinkException {
		List<ServerRow> rows = new ArrayList<>();
		for (JsonNode server : servers) {
			if (server.isObject()) {
				rows.add(row(backend, server, checked));
			}
		}
		return rows;
	}

	private static ServerRow row(String backend, JsonNode server, boolean checked) throws SinkException {
		if (!server.hasNonNull("fqdn") || !server.hasNonNull("weight")) {
			throw new SinkException("the Dataplane API shows neither weights nor host names of servers, and cannot"
					+ " change addresses: it is older than March 2026, and has to be updated");
		}
		String host = server.path("fqdn").asText();
		int bits = host.equals(SLOT_HOST) ? DISABLED : 0;
		bits |= switch (server.path("admin_state").asText()) {
			case "maint" -> MAINTENANCE;
			case "drain" -> DRAIN;
			default -> 0;
		};
		int operation = server.path("operational_state").asText().equals("down") ? 0 : 2;
		return new ServerRow(backend, server.path("name").asText(), server.path("address").asText("-"),
				server.path("port").asInt(), bits, operation, server.path("weight").asInt(),
				server.path("check_state").asInt(checked ? CHECKED : 0), host);
	}

	/** The same server, but draining. */
	static ServerRow draining(ServerRow row) {
		return new ServerRow(row.backend(), row.name(), row.address(), row.port(), (row.adminBits() & DISABLED) | DRAIN,
				row.operation(), row.weight(), row.checkBits(), row.hostName());
	}

}
