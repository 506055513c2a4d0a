package io.github.azurediscovery.haproxy.slot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.haproxy.server.ServerAdmin;
import io.github.azurediscovery.haproxy.server.ServerRow;
import io.github.azurediscovery.haproxy.wanted.WantedServer;

/**
 * Which server has which slot: the one it has by its address, else the one it had under
 * another address, else the lowest free one, if it is to get calls at all. What finds no
 * slot is added to the backend.
 *
 * @param slots the slots with their servers
 * @param added the servers without a slot, by the name they get
 */
record SlotAssignment(Map<ServerRow, WantedServer> slots, Map<String, WantedServer> added) {

	static SlotAssignment of(List<ServerRow> rows, List<WantedServer> wanted, BackendMemory memory) {
		Map<String, ServerRow> open = new LinkedHashMap<>();
		rows.stream().filter(ServerRow::isSlot).forEach((row) -> open.put(row.name(), row));
		Map<ServerRow, WantedServer> slots = new LinkedHashMap<>();
		List<WantedServer> rest = byAddress(open, wanted, slots);
		rest = byInstance(open, rest, memory.slotsByInstance(), slots);
		rest = rest.stream().filter((server) -> server.admin() == ServerAdmin.READY).toList();
		Deque<ServerRow> free = open.values()
			.stream()
			.filter(ServerRow::isFree)
			.collect(Collectors.toCollection(ArrayDeque::new));
		Map<String, WantedServer> added = new LinkedHashMap<>();
		Set<String> names = rows.stream().map(ServerRow::name).collect(Collectors.toSet());
		for (WantedServer server : rest) {
			ServerRow slot = free.poll();
			if (slot != null) {
				slots.put(slot, server);
			}
			else {
				added.put(unused(names), server);
			}
		}
		return new SlotAssignment(slots, added);
	}

	private static List<WantedServer> byAddress(Map<String, ServerRow> open, List<WantedServer> wanted,
			Map<ServerRow, WantedServer> slots) {
		Map<String, ServerRow> occupied = new HashMap<>();
		open.values()
			.stream()
			.filter((row) -> !row.isFree())
			.forEach((row) -> occupied.putIfAbsent(row.address() + " " + row.port(), row));
		List<WantedServer> rest = new ArrayList<>();
		for (WantedServer server : wanted) {
			ServerRow row = occupied.get(server.address() + " " + server.port());
			if (row != null) {
				slots.put(row, server);
				open.remove(row.name());
			}
			else {
				rest.add(server);
			}
		}
		return rest;
	}

	private static List<WantedServer> byInstance(Map<String, ServerRow> open, List<WantedServer> wanted,
			Map<String, String> slotsByInstance, Map<ServerRow, WantedServer> slots) {
		List<WantedServer> rest = new ArrayList<>();
		for (WantedServer server : wanted) {
			String known = slotsByInstance.get(server.instance());
			ServerRow row = (known != null) ? open.remove(known) : null;
			if (row != null) {
				slots.put(row, server);
			}
			else {
				rest.add(server);
			}
		}
		return rest;
	}

	private static String unused(Set<String> names) {
		int number = 1;
		while (!names.add(ServerRow.DYNAMIC + number)) {
			number++;
		}
		return ServerRow.DYNAMIC + number;
	}

}
