package io.github.azurediscovery.azure.inventory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.VmDetails;

/**
 * Keeps the details of VMs that are missing from the next responses, for as many
 * responses as must confirm that a VM is gone, so that a truncated response does not
 * remove VMs. Not thread-safe.
 */
final class VmDetailsRetention {

	private final int confirmations;

	private final Map<AzureResourceId, Integer> lacking = new HashMap<>();

	VmDetailsRetention(int confirmations) {
		this.confirmations = confirmations;
	}

	/**
	 * Add the recently missing VMs to a response.
	 * @param known the details known before
	 * @param answer the response; modified in place
	 */
	void complete(Map<AzureResourceId, VmDetails> known, Map<AzureResourceId, VmDetails> answer) {
		this.lacking.keySet().retainAll(known.keySet());
		this.lacking.keySet().removeAll(answer.keySet());
		known.forEach((vm, details) -> {
			if (!answer.containsKey(vm) && this.lacking.merge(vm, 1, Integer::sum) <= this.confirmations) {
				answer.put(vm, details);
			}
		});
	}

	/** Return the details without those that are only retained. */
	Map<AzureResourceId, VmDetails> without(Map<AzureResourceId, VmDetails> details) {
		if (this.lacking.isEmpty()) {
			return details;
		}
		Map<AzureResourceId, VmDetails> told = new HashMap<>(details);
		told.keySet().removeAll(this.lacking.keySet());
		return told;
	}

	/**
	 * Forget the retained VMs that no other list shows either.
	 * @param details the known details; modified in place
	 * @param listed the VMs that another list shows
	 */
	void retain(Map<AzureResourceId, VmDetails> details, Collection<AzureResourceId> listed) {
		this.lacking.keySet().removeIf((vm) -> !listed.contains(vm) && details.remove(vm) != null);
	}

	boolean isEmpty() {
		return this.lacking.isEmpty();
	}

}
