package io.github.azurediscovery.haproxy.dataplane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azurediscovery.haproxy.BackendNameTemplate;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.server.HaproxyApi;
import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.server.ServerTable;
import io.github.azurediscovery.haproxy.server.SlotCommand;
import io.github.azurediscovery.sink.SinkException;

/**
 * HAProxy by the runtime operations of its Dataplane API, none of which reloads it. The
 * Dataplane API shows a slot that drains as in maintenance, since it reads a decimal
 * number as a hexadecimal one; the statistics tell the two apart.
 */
public final class DataplaneClient implements HaproxyApi {

	private final DataplaneExchange exchange;

	private final HaproxySettings settings;

	private final BackendNameTemplate template;

	private final Set<String> misread = new HashSet<>();

	public DataplaneClient(DataplaneExchange exchange, HaproxySettings settings) {
		this.exchange = exchange;
		this.settings = settings;
		this.template = settings.backend().template();
	}

	@Override
	public long pid() throws SinkException, InterruptedException {
		JsonNode info = this.exchange.get("runtime/info").orFail().body();
		long pid = info.path("info").path("pid").asLong(-1);
		if (pid < 0) {
			throw new SinkException("the Dataplane API does not reach HAProxy: "
					+ info.path("error").asText("no process id").replaceAll("\\p{Cntrl}+", " "));
		}
		return pid;
	}

	@Override
	public ServerTable servers() throws SinkException, InterruptedException {
		this.misread.clear();
		Map<String, List<ServerRow>> backends = new LinkedHashMap<>();
		for (String backend : backends()) {
			JsonNode servers = this.exchange.get(path(backend)).orFail().body();
			backends.put(backend, corrected(backend, DataplaneServers.rows(backend, servers, this.settings.checked())));
		}
		return new ServerTable("", backends);
	}

	private Set<String> backends() throws SinkException, InterruptedException {
		Set<String> names = new TreeSet<>();
		this.exchange.get("stats/native?type=backend").orFail().body().path("stats").forEach((stat) -> {
			String name = stat.path("name").asText();
			if (!name.isEmpty() && this.template.mayBeOurs(name)) {
				names.add(name);
			}
		});
		return names;
	}

	private List<ServerRow> corrected(String backend, List<ServerRow> rows) throws SinkException, InterruptedException {
		if (rows.stream().noneMatch(DataplaneClient::isDoubtful)) {
			return rows;
		}
		Set<String> stopped = new HashSet<>();
		statistics(backend).forEach((stat) -> {
			if (stat.path("stats").path("status").asText().startsWith("MAINT")) {
				stopped.add(stat.path("name").asText());
			}
		});
		List<ServerRow> corrected = new ArrayList<>();
		for (ServerRow row : rows) {
			boolean drains = isDoubtful(row) && !stopped.contains(row.name());
			if (drains) {
				this.misread.add(row.place());
			}
			corrected.add(drains ? DataplaneServers.draining(row) : row);
		}
		return corrected;
	}

	private static boolean isDoubtful(ServerRow row) {
		return row.isSlot() && row.admin() == ServerAdmin.MAINT && !row.isFree();
	}

	private JsonNode statistics(String backend) throws SinkException, InterruptedException {
		return this.exchange.get("stats/native?type=server&parent=" + DataplaneExchange.part(backend))
			.orFail()
			.body()
			.path("stats");
	}

	@Override
	public Map<String, Integer> sessions(Set<String> backends) throws SinkException, InterruptedException {
		Map<String, Integer> sessions = new HashMap<>();
		for (String backend : backends) {
			statistics(backend).forEach((stat) -> sessions.put(backend + "/" + stat.path("name").asText(),
					stat.path("stats").path("scur").asInt() + stat.path("stats").path("qcur").asInt()));
		}
		return sessions;
	}

	@Override
	public List<String> send(List<SlotCommand> commands) throws SinkException, InterruptedException {
		List<String> errors = new ArrayList<>();
		for (SlotCommand command : commands) {
			String path = path(command.backend()) + "/" + DataplaneExchange.part(command.slot());
			for (ObjectNode update : ServerUpdate.of(command, this.misread.contains(command.place()))) {
				DataplaneAnswer answer = this.exchange.exchange("PUT", path, update);
				if (!answer.isSuccess()) {
					errors.add(answer.message());
					break;
				}
			}
		}
		return errors;
	}

	/** A server that is added so has no health check, and is gone after a reload. */
	@Override
	public boolean addsServers() {
		return false;
	}

	private static String path(String backend) {
		return "runtime/backends/" + DataplaneExchange.part(backend) + "/servers";
	}

}
