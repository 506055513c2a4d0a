package io.github.azurediscovery.haproxy.slot;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.server.SlotCommand;
import io.github.azurediscovery.haproxy.wanted.WantedServer;
import org.jspecify.annotations.Nullable;

/**
 * What this process knows of a backend beyond what HAProxy shows. Losing it costs nothing
 * but an operator's overrides.
 */
final class BackendMemory {

	private String service;

	private final Map<String, SlotRecord> slots = new HashMap<>();

	private final Map<String, Long> leavingSince = new HashMap<>();

	private boolean weightsFixed;

	BackendMemory(String service) {
		this.service = service;
	}

	String service() {
		return this.service;
	}

	void service(String owner) {
		this.service = owner;
	}

	@Nullable SlotRecord slot(String slot) {
		return this.slots.get(slot);
	}

	/** Whether this process let the server in, or began to let it out. */
	boolean knows(String slot) {
		return this.slots.containsKey(slot) || this.leavingSince.containsKey(slot);
	}

	Map<String, String> slotsByInstance() {
		Map<String, String> slotsByInstance = new HashMap<>();
		this.slots.forEach((slot, known) -> slotsByInstance.put(known.server().instance(), slot));
		return slotsByInstance;
	}

	/** Whether the balance algorithm refuses weights. */
	boolean areWeightsFixed() {
		return this.weightsFixed;
	}

	void fixWeights() {
		this.weightsFixed = true;
	}

	/** See what an operator chose, before a reload may mix it with what is outdated. */
	void seen(List<ServerRow> rows) {
		rows.stream()
			.filter((row) -> !row.isFree())
			.forEach((row) -> this.slots.computeIfPresent(row.name(), (slot, known) -> known.seen(row)));
	}

	/**
	 * HAProxy was restarted or reloaded. What it shows comes from its configuration or
	 * from a state file of any age: of that, only what had been seen before is an
	 * operator's.
	 */
	void restarted() {
		this.slots.replaceAll((slot, known) -> known.uncertain());
	}

	/** A command is on its way: until it is read back, the state may be either. */
	void sending(SlotCommand command) {
		this.slots.computeIfPresent(command.slot(), (slot, known) -> known.uncertain());
	}

	/**
	 * Remember what was read back.
	 * @param plan a plan without commands
	 * @param rows the servers that it was made of
	 * @param now the time in nanoseconds
	 */
	void applied(SlotPlan plan, List<ServerRow> rows, long now) {
		Map<String, SlotRecord> applied = new HashMap<>();
		for (ServerRow row : rows) {
			WantedServer server = plan.assigned().get(row.name());
			if (server != null) {
				boolean overridden = plan.overridden().containsKey(row.name());
				applied.put(row.name(), new SlotRecord(server, row.admin(), overridden, row.weight()));
			}
		}
		this.slots.clear();
		this.slots.putAll(applied);
		Set<String> leaving = new HashSet<>();
		plan.leaving().forEach((row) -> leaving.add(row.name()));
		leaving.forEach((slot) -> this.leavingSince.putIfAbsent(slot, now));
		this.leavingSince.keySet().retainAll(leaving);
	}

	/**
	 * Return how long a slot has been leaving.
	 * @param slot the slot
	 * @param now the time in nanoseconds
	 * @return the time in nanoseconds, 0 the first time
	 */
	long leavingFor(String slot, long now) {
		return now - this.leavingSince.computeIfAbsent(slot, (name) -> now);
	}

}
