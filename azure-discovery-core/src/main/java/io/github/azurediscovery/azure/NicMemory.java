package io.github.azurediscovery.azure;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the network interfaces of VMs that are still listed but whose interfaces, for a
 * few answers, are not: two lists of Azure are never of the same moment. Not thread-safe.
 */
final class NicMemory {

	private final int confirmations;

	private final Map<ResourceId, Seen> known = new HashMap<>();

	NicMemory(int confirmations) {
		this.confirmations = confirmations;
	}

	/** The interfaces of a listed VM; called once in a round for each. */
	List<Nic> of(ResourceId vm, List<Nic> listed) {
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

	void retain(Collection<ResourceId> listed) {
		this.known.keySet().retainAll(listed);
	}

	private record Seen(List<Nic> nics, int missing) {

	}

}
