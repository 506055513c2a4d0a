package io.github.azurediscovery.azure.inventory;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.VmDetails;
import org.jspecify.annotations.Nullable;

/**
 * What the list of resources, which is read more often, says beside Compute about who is
 * in a Flexible set: the set's capacity, and who manages a VM. VMs join and leave such a
 * set while they run, and leave its standby pool (<a href=
 * "https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-attach-detach-vm">Attach
 * or detach a Virtual Machine to or from a Virtual Machine Scale Set</a>). Only Compute
 * tells who they are, so that a contradiction is no more than a reason to ask. Not
 * thread-safe.
 */
final class FlexibleSetCrossCheck {

	private final AzureResourceId set;

	private @Nullable Integer capacityThen;

	FlexibleSetCrossCheck(AzureResourceId set) {
		this.set = set;
	}

	/** Compute has answered in the round of this list of resources. */
	void answered(ScopeListing membership) {
		this.capacityThen = membership.capacity(this.set);
	}

	/**
	 * Return what contradicts Compute: another number of members, or another one than
	 * when it answered, and VMs that have joined or left.
	 * @param membership by the list of resources
	 * @param told what Compute has told of the set's VMs
	 */
	Set<?> doubts(ScopeListing membership, Map<AzureResourceId, VmDetails> told) {
		Set<AzureResourceId> members = inService(told, membership.vms().keySet());
		Set<Object> doubts = new HashSet<>();
		Integer capacity = membership.capacity(this.set);
		if (capacity != null && (capacity != members.size() || !capacity.equals(this.capacityThen))) {
			doubts.add(new Count(capacity, members.size()));
		}
		Set<AzureResourceId> managed = managed(membership);
		managed.stream().filter((vm) -> !told.containsKey(vm)).forEach(doubts::add);
		if (members.stream().anyMatch(managed::contains)) {
			members.stream().filter((vm) -> !managed.contains(vm)).forEach(doubts::add);
		}
		return doubts;
	}

	/**
	 * Return the VMs that may be in the set by the list of resources. One that Compute
	 * has not told either has left, and not just dropped out of an answer.
	 * @param membership by the list of resources
	 * @param told what Compute has told in its last answer of the set's VMs
	 */
	Set<AzureResourceId> possible(ScopeListing membership, Map<AzureResourceId, VmDetails> told) {
		Integer capacity = membership.capacity(this.set);
		if (capacity != null && capacity == inService(told, membership.vms().keySet()).size()) {
			return told.keySet();
		}
		Set<AzureResourceId> managed = managed(membership);
		return managed.stream().anyMatch(told::containsKey) ? managed : membership.vms().keySet();
	}

	private static Set<AzureResourceId> inService(Map<AzureResourceId, VmDetails> told, Set<AzureResourceId> listed) {
		return told.values()
			.stream()
			.filter((vm) -> !vm.state().inStandbyPool())
			.map(VmDetails::id)
			.filter(listed::contains)
			.collect(Collectors.toSet());
	}

	private Set<AzureResourceId> managed(ScopeListing membership) {
		return membership.vms()
			.values()
			.stream()
			.filter((vm) -> this.set.equals(vm.manager()))
			.map(ListedResource::id)
			.collect(Collectors.toSet());
	}

	/**
	 * How many there are.
	 *
	 * @param capacity by the list of resources
	 * @param members by Compute
	 */
	private record Count(int capacity, int members) {

	}

}
