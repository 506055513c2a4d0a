package io.github.azurediscovery.test.estate;

import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of a resource: names compare ignoring case and keep the case they were given.
 */
final class MutableTags {

	private final Map<String, String> values = new TreeMap<>();

	private final AzureEstate estate;

	MutableTags(AzureEstate estate) {
		this.estate = estate;
	}

	void put(String name, String value) {
		this.estate.change(() -> {
			this.values.keySet().removeIf(name::equalsIgnoreCase);
			this.values.put(name, value);
		});
	}

	void remove(String name) {
		this.estate.change(() -> this.values.keySet().removeIf(name::equalsIgnoreCase));
	}

	Map<String, String> copy() {
		return this.estate.read(() -> new TreeMap<>(this.values));
	}

}
