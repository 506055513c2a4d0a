package io.github.azurediscovery.azure.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.resource.Nic;

/**
 * Replaces network interfaces that are equal to those of the last list by the same
 * objects, to save memory. Thread-safe.
 */
final class UnchangedNics {

	private List<Nic> last = List.of();

	/** Return the listed interfaces, reusing equal objects of the last list. */
	synchronized List<Nic> reuse(List<Nic> listed) {
		Map<Nic, Nic> known = new HashMap<>();
		this.last.forEach((nic) -> known.put(nic, nic));
		this.last = listed.stream().map((nic) -> known.getOrDefault(nic, nic)).toList();
		return this.last;
	}

}
