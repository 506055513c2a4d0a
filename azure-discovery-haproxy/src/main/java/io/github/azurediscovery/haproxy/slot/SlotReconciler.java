package io.github.azurediscovery.haproxy.slot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.github.azurediscovery.catalog.VisibleText;
import io.github.azurediscovery.haproxy.BackendNameTemplate;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.server.HaproxyApi;
import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.server.ServerTable;
import io.github.azurediscovery.haproxy.server.SlotCommand;
import io.github.azurediscovery.haproxy.wanted.ServiceNotes;
import io.github.azurediscovery.haproxy.wanted.WantedBackend;
import io.github.azurediscovery.haproxy.wanted.WantedState;
import io.github.azurediscovery.sink.SinkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Makes HAProxy hold what is wanted: plans, sends, reads back, until nothing is left to
 * do. HAProxy knows no transactions, but every command may be repeated.
 */
public final class SlotReconciler {

	private static final Logger logger = LoggerFactory.getLogger(SlotReconciler.class);

	private static final int ATTEMPTS = 4;

	/** The most lines of one state, since tags decide how many backends there are. */
	private static final int MOST_LINES = 20;

	private static final String FIXED_WEIGHTS = "static LB algorithm";

	private static final String DENIED = "Permission denied";

	private final HaproxyApi api;

	private final SlotPlanner planner;

	private final HaproxySettings settings;

	private final LongSupplier nanoTime;

	private final Map<String, BackendMemory> memories = new TreeMap<>();

	public SlotReconciler(HaproxyApi api, HaproxySettings settings, LongSupplier nanoTime) {
		this.api = api;
		this.planner = new SlotPlanner(settings, api.addsServers());
		this.settings = settings;
		this.nanoTime = nanoTime;
	}

	/**
	 * Make HAProxy hold what is wanted.
	 * @param desired the backends
	 * @param table what HAProxy shows
	 * @param force whether to take back what an operator changed
	 * @param notes receives what a person should do
	 * @return what was done, and what HAProxy shows then
	 * @throws SinkException if a command is refused
	 */
	public Reconciled reconcile(WantedState desired, ServerTable table, boolean force, ServiceNotes notes)
			throws SinkException, InterruptedException {
		Map<String, WantedBackend> wanted = withEmptied(desired, table);
		Map<String, String> refusals = new LinkedHashMap<>();
		ServerTable shown = table;
		int sent = 0;
		for (int attempt = 0;; attempt++) {
			Map<String, SlotPlan> plans = plan(wanted, shown, desired.complete(), force);
			List<SlotCommand> commands = remaining(plans, shown);
			if (commands.isEmpty()) {
				return new Reconciled(sent, plans, shown);
			}
			if (attempt == ATTEMPTS) {
				throw refused(commands, refusals, notes);
			}
			if (attempt == 0) {
				log(plans);
			}
			send(commands, attempt == 0, refusals);
			sent += commands.size();
			shown = this.api.servers();
		}
	}

	/** See what operators chose, on the way to nothing else. */
	public void seen(ServerTable table) {
		this.memories.forEach((name, memory) -> memory.seen(table.of(name)));
	}

	/** HAProxy was restarted or reloaded since it was last seen. */
	public void restarted() {
		this.memories.values().forEach(BackendMemory::restarted);
	}

	private Map<String, WantedBackend> withEmptied(WantedState desired, ServerTable table) {
		Map<String, WantedBackend> wanted = new TreeMap<>();
		this.memories.keySet().retainAll(table.backends().keySet());
		desired.backends().forEach((name, backend) -> {
			if (!table.of(name).isEmpty()) {
				wanted.put(name, backend);
				this.memories.computeIfAbsent(name, (key) -> new BackendMemory(backend.service()))
					.service(backend.service());
			}
		});
		BackendNameTemplate template = this.settings.backend().template();
		table.backends().keySet().forEach((name) -> {
			BackendMemory memory = this.memories.get(name);
			if (!desired.backends().containsKey(name)
					&& (memory != null || (desired.complete() && template.isOurs(name)))) {
				String service = (memory != null) ? memory.service() : name;
				this.memories.putIfAbsent(name, new BackendMemory(service));
				wanted.put(name, new WantedBackend(name, service, List.of(), true));
			}
		});
		return wanted;
	}

	private Map<String, SlotPlan> plan(Map<String, WantedBackend> wanted, ServerTable shown, boolean complete,
			boolean force) {
		Map<String, SlotPlan> plans = new TreeMap<>();
		wanted.forEach((name, backend) -> plans.put(name,
				this.planner.plan(backend, shown.of(name), memory(name), complete, force)));
		return plans;
	}

	/**
	 * Remember the backends that are as they should be, and return what is left to do.
	 */
	private List<SlotCommand> remaining(Map<String, SlotPlan> plans, ServerTable shown) {
		List<SlotCommand> commands = new ArrayList<>();
		plans.forEach((name, plan) -> {
			if (plan.commands().isEmpty()) {
				memory(name).applied(plan, shown.of(name), this.nanoTime.getAsLong());
			}
			commands.addAll(plan.commands());
		});
		return commands;
	}

	private void send(List<SlotCommand> commands, boolean together, Map<String, String> refusals)
			throws SinkException, InterruptedException {
		commands.forEach((command) -> memory(command.backend()).sending(command));
		if (together) {
			this.api.send(commands);
			return;
		}
		refusals.clear();
		for (SlotCommand command : commands) {
			List<String> errors = this.api.send(List.of(command));
			if (errors.stream().anyMatch((error) -> error.contains(FIXED_WEIGHTS))) {
				memory(command.backend()).fixWeights();
			}
			else if (!errors.isEmpty()) {
				refusals.put(command.place(), errors.get(0));
			}
		}
	}

	private BackendMemory memory(String backend) {
		return this.memories.computeIfAbsent(backend, BackendMemory::new);
	}

	private SinkException refused(List<SlotCommand> commands, Map<String, String> refusals, ServiceNotes notes) {
		for (SlotCommand command : commands) {
			String answer = refusals.getOrDefault(command.place(), "accepted, but without effect");
			notes.add(memory(command.backend()).service(), command.place() + ": " + answer);
		}
		SlotCommand first = commands.get(0);
		String answer = refusals.getOrDefault(first.place(), "accepted, but without effect");
		String advice = answer.contains(DENIED) ? ". The socket needs 'level admin' in HAProxy's section 'global'" : "";
		return new SinkException("HAProxy does not hold what was sent (changes: " + commands.size() + "), first "
				+ first.place() + ": " + answer + advice, null, notes.asMap());
	}

	private static void log(Map<String, SlotPlan> plans) {
		List<String> changed = plans.entrySet()
			.stream()
			.filter((plan) -> !plan.getValue().commands().isEmpty())
			.map(Map.Entry::getKey)
			.toList();
		boolean many = changed.size() > MOST_LINES;
		if (many) {
			logger.info("{} backends change: {}", changed.size(), VisibleText.few(changed));
		}
		plans.forEach((name, plan) -> {
			if (!plan.commands().isEmpty()) {
				logger.atLevel(many ? Level.DEBUG : Level.INFO)
					.log("{}: {} in or changed, {} out", name, plan.joins(), plan.commands().size() - plan.joins());
			}
			plan.moved()
				.forEach((slot) -> logger
					.warn("{}/{} had an address that was not given by this process;" + " it is put right", name, slot));
		});
	}

	/**
	 * Free slots that have drained: without sessions, or for long enough.
	 * @param desired the backends
	 * @return the plans before anything was freed
	 * @throws SinkException if HAProxy does not answer
	 */
	public Map<String, SlotPlan> free(WantedState desired) throws SinkException, InterruptedException {
		ServerTable shown = this.api.servers();
		Map<String, SlotPlan> plans = plan(withEmptied(desired, shown), shown, desired.complete(), false);
		List<ServerRow> leaving = plans.values().stream().flatMap((plan) -> plan.leaving().stream()).toList();
		if (leaving.isEmpty()) {
			return plans;
		}
		Map<String, Integer> sessions = this.api
			.sessions(leaving.stream().map(ServerRow::backend).collect(Collectors.toSet()));
		List<SlotCommand> commands = new ArrayList<>();
		for (ServerRow row : leaving) {
			long since = memory(row.backend()).leavingFor(row.name(), this.nanoTime.getAsLong());
			boolean idle = sessions.getOrDefault(row.place(), 0) == 0;
			boolean overdue = since >= this.settings.drainTimeout().toNanos();
			if (row.admin() == ServerAdmin.MAINT || (row.admin() == ServerAdmin.DRAIN && (idle || overdue))) {
				commands.add(freeing(row));
			}
		}
		this.api.send(commands).forEach((error) -> logger.debug("A slot is not free yet: {}", error));
		return plans;
	}

	private static SlotCommand freeing(ServerRow row) {
		ServerCommands commands = new ServerCommands(row.backend(), row.name()).stop();
		return (row.isDynamic() ? commands.delete() : commands.free()).build();
	}

	/**
	 * What was done.
	 *
	 * @param changes how many commands were sent
	 * @param plans the plans, without commands
	 * @param table what HAProxy shows
	 */
	public record Reconciled(int changes, Map<String, SlotPlan> plans, ServerTable table) {
	}

}
