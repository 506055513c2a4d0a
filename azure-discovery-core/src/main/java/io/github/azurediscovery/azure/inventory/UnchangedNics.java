package io.github.azurediscovery.azure.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.resource.Nic;

/**
 * Replaces network interfaces that have not changed since the last list by the objects of
 * that list, so that the inventory holds each of them once. Thread-safe.
 */
final class UnchangedNics {

	private List<Nic> last = List.of();

	/** Return the listed interfaces, as the objects of the last list where equal. */
	synchronized List<Nic> reuse(List<Nic> listed) {
		Map<Nic, Nic> known = new HashMap<>();
		this.last.forEach((nic) -> known.put(nic, nic));
		this.last = listed.stream().map((nic) -> known.getOrDefault(nic, nic)).toList();
		return this.last;
	}

}
