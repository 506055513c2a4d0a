package io.github.azurediscovery.test.estate;

import java.util.Map;

/**
 * Tags: names compare ignoring case and keep the case they were given.
 */
final class Tags {

	private Tags() {
	}

	static void put(Map<String, String> tags, String name, String value) {
		remove(tags, name);
		tags.put(name, value);
	}

	static void remove(Map<String, String> tags, String name) {
		tags.keySet().removeIf(name::equalsIgnoreCase);
	}

}
