package io.github.azurediscovery.azure.inventory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.VmDetails;

/**
 * Keeps what Compute said of a VM that its next answers lack, for as many answers as must
 * confirm that it is gone: an answer that is cut short hides nobody. Not thread-safe.
 */
final class VmDetailsRetention {

	private final int confirmations;

	private final Map<AzureResourceId, Integer> lacking = new HashMap<>();

	VmDetailsRetention(int confirmations) {
		this.confirmations = confirmations;
	}

	/**
	 * Complete an answer by those it lacks.
	 * @param known what was known before
	 * @param answer the answer; completed in place
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

	/** What is known without those that are only kept. */
	Map<AzureResourceId, VmDetails> without(Map<AzureResourceId, VmDetails> details) {
		if (this.lacking.isEmpty()) {
			return details;
		}
		Map<AzureResourceId, VmDetails> told = new HashMap<>(details);
		told.keySet().removeAll(this.lacking.keySet());
		return told;
	}

	/**
	 * Forget whom no other list shows either.
	 * @param details what is known; changed in place
	 * @param listed whom another list shows
	 */
	void retain(Map<AzureResourceId, VmDetails> details, Collection<AzureResourceId> listed) {
		this.lacking.keySet().removeIf((vm) -> !listed.contains(vm) && details.remove(vm) != null);
	}

	boolean isEmpty() {
		return this.lacking.isEmpty();
	}

}
