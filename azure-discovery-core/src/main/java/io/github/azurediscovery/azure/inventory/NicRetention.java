package io.github.azurediscovery.azure.inventory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.Nic;

/**
 * Keeps the network interfaces of VMs that are still listed but whose interfaces, for a
 * few answers, are not: two lists of Azure are never of the same moment. Not thread-safe.
 */
final class NicRetention {

	private final int confirmations;

	private final Map<AzureResourceId, Seen> known = new HashMap<>();

	NicRetention(int confirmations) {
		this.confirmations = confirmations;
	}

	/** The interfaces of a listed VM; called once in a round for each. */
	List<Nic> of(AzureResourceId vm, List<Nic> listed) {
		Seen seen = this.known.get(vm);
		if (!listed.isEmpty()) {
			List<Nic> same = (seen != null && seen.nics.equals(listed)) ? seen.nics : listed;
			this.known.put(vm, new Seen(same, 0));
			return same;
		}
		if (seen == null || seen.missing >= this.confirmations) {
			this.known.remove(vm);
			return List.of();
		}
		this.known.put(vm, new Seen(seen.nics, seen.missing + 1));
		return seen.nics;
	}

	void retain(Collection<AzureResourceId> listed) {
		this.known.keySet().retainAll(listed);
	}

	private record Seen(List<Nic> nics, int missing) {

	}

}
