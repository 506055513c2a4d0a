package io.github.azurediscovery.haproxy.backend;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.azurediscovery.haproxy.BackendSettings;
import io.github.azurediscovery.haproxy.HaproxySettings;

/**
 * The sections that HAProxy's configuration needs. A slot is declared with the name
 * {@code localhost}, as HAProxy restores addresses from its state file only for servers
 * with a name; {@code init-addr} keeps it from ever being looked up.
 */
public final class BackendSection {

	public static final String HEADER = "# Written by azure-discovery, which replaces this file. Do not edit.";

	private static final Pattern DECLARED = Pattern
		.compile("(?m)^backend (?<name>\\S+)\\n(?:[ \\t].*\\n)*?[ \\t]+server-template srv 1-(?<slots>\\d{1,5}) ");

	private BackendSection() {
	}

	public static String of(String backend, int slots, HaproxySettings settings) {
		BackendSettings layout = settings.backend();
		StringBuilder section = new StringBuilder("backend ").append(backend).append('\n');
		section.append("    mode ").append(layout.mode()).append('\n');
		section.append("    balance ").append(layout.balance()).append('\n');
		layout.options().forEach((option) -> section.append("    ").append(option.strip()).append('\n'));
		if (settings.stateFile() != null) {
			section.append("    load-server-state-from-file global\n");
		}
		String options = settings.serverOptions().strip();
		return section.append("    server-template srv 1-")
			.append(slots)
			.append(" localhost:80 ")
			.append(options.isEmpty() ? "" : options + " ")
			.append("disabled init-addr last,127.0.0.1\n")
			.toString();
	}

	/** Render the file of all backends. */
	public static String file(Map<String, Integer> slots, HaproxySettings settings) {
		StringBuilder file = new StringBuilder(HEADER).append('\n');
		slots.forEach((backend, count) -> file.append('\n').append(of(backend, count, settings)));
		return file.toString();
	}

	/** Read the number of slots of each backend from such a file. */
	public static Map<String, Integer> declared(String file) {
		Map<String, Integer> declared = new TreeMap<>();
		Matcher section = DECLARED.matcher(file);
		while (section.find()) {
			declared.put(section.group("name"), Integer.parseInt(section.group("slots")));
		}
		return declared;
	}

}
