package io.github.azurediscovery.haproxy.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to {@code show servers state}: all servers by backend, in the order of the
 * configuration.
 *
 * @param text the answer, which HAProxy can read as its state file
 * @param backends the servers by backend
 */
public record ServerTable(String text, Map<String, List<ServerRow>> backends) {

	private static final String VERSION = "1";

	/**
	 * Parse an answer.
	 * @param text the answer
	 * @return the table
	 * @throws IllegalArgumentException if it is none of the format that is known
	 */
	public static ServerTable parse(String text) {
		List<String> lines = text.lines().filter((line) -> !line.isBlank()).toList();
		if (lines.size() < 2 || !lines.get(0).equals(VERSION) || !lines.get(1).startsWith("# ")) {
			throw new IllegalArgumentException("neither version 1 nor a line of column names");
		}
		Columns columns = new Columns(List.of(lines.get(1).substring(2).split(" ")));
		Map<String, List<ServerRow>> backends = new LinkedHashMap<>();
		for (String line : lines.subList(2, lines.size())) {
			ServerRow row = columns.row(line.split(" "));
			backends.computeIfAbsent(row.backend(), (name) -> new ArrayList<>()).add(row);
		}
		return new ServerTable(text.strip() + "\n", backends);
	}

	public List<ServerRow> of(String backend) {
		return this.backends.getOrDefault(backend, List.of());
	}

	private static final class Columns {

		private final Map<String, Integer> index = new LinkedHashMap<>();

		Columns(List<String> names) {
			for (String name : names) {
				this.index.put(name, this.index.size());
			}
		}

		ServerRow row(String[] cells) {
			return new ServerRow(text(cells, "be_name"), text(cells, "srv_name"), text(cells, "srv_addr"),
					number(cells, "srv_port"), number(cells, "srv_admin_state"), number(cells, "srv_op_state"),
					number(cells, "srv_uweight"), number(cells, "srv_check_state"), text(cells, "srv_fqdn"));
		}

		private String text(String[] cells, String column) {
			Integer index = this.index.get(column);
			if (index == null || index >= cells.length) {
				throw new IllegalArgumentException("no column " + column);
			}
			return cells[index];
		}

		private int number(String[] cells, String column) {
			return Integer.parseInt(text(cells, column));
		}

	}

}
