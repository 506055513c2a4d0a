package io.github.azurediscovery.haproxy.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer to {@code show stat}: how many sessions each server has now. */
public final class SessionTable {

	private SessionTable() {
	}

	public static Map<String, Integer> parse(String text) {
		Map<String, Integer> sessions = new HashMap<>();
		List<String> lines = text.lines().filter((line) -> !line.isBlank()).toList();
		if (lines.isEmpty() || !lines.get(0).startsWith("# ")) {
			return sessions;
		}
		List<String> names = List.of(lines.get(0).substring(2).split(","));
		int backend = names.indexOf("pxname");
		int server = names.indexOf("svname");
		int current = names.indexOf("scur");
		int queued = names.indexOf("qcur");
		for (String line : lines.subList(1, lines.size())) {
			String[] cells = line.split(",", -1);
			if (Math.min(Math.min(backend, server), Math.min(current, queued)) >= 0
					&& cells.length >= names.size() - 1) {
				sessions.put(cells[backend] + "/" + cells[server], number(cells[current]) + number(cells[queued]));
			}
		}
		return sessions;
	}

	private static int number(String cell) {
		return cell.matches("[0-9]{1,9}") ? Integer.parseInt(cell) : 0;
	}

}
