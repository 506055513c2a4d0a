package io.github.azurediscovery.azure.inventory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.Nic;

/**
 * Keeps the network interfaces of listed VMs for a few rounds in which the interfaces are
 * missing: two lists of Azure never show the same moment. Not thread-safe.
 */
final class NicRetention {

	private final int confirmations;

	private final Map<AzureResourceId, RetainedNics> known = new HashMap<>();

	NicRetention(int confirmations) {
		this.confirmations = confirmations;
	}

	/** Return the interfaces of a listed VM; to be called once for each VM in a round. */
	List<Nic> nics(AzureResourceId vm, List<Nic> listed) {
		RetainedNics retained = this.known.get(vm);
		if (!listed.isEmpty()) {
			List<Nic> same = (retained != null && retained.nics.equals(listed)) ? retained.nics : listed;
			this.known.put(vm, new RetainedNics(same, 0));
			return same;
		}
		if (retained == null || retained.missing >= this.confirmations) {
			this.known.remove(vm);
			return List.of();
		}
		this.known.put(vm, new RetainedNics(retained.nics, retained.missing + 1));
		return retained.nics;
	}

	void retain(Collection<AzureResourceId> listed) {
		this.known.keySet().retainAll(listed);
	}

	private record RetainedNics(List<Nic> nics, int missing) {

	}

}
