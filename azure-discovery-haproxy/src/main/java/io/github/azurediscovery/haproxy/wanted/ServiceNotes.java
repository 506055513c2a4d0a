package io.github.azurediscovery.haproxy.wanted;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what a person should do, by service. */
public final class ServiceNotes {

	private static final int LONGEST = 4_000;

	private final Map<String, Set<String>> notes = new TreeMap<>();

	public void add(String service, String note) {
		this.notes.computeIfAbsent(service, (name) -> new LinkedHashSet<>()).add(note);
	}

	public Map<String, String> asMap() {
		Map<String, String> texts = new TreeMap<>();
		this.notes.forEach((service, lines) -> {
			String text = String.join("\n", lines);
			texts.put(service, (text.length() > LONGEST) ? text.substring(0, LONGEST) + " …" : text);
		});
		return texts;
	}

}
