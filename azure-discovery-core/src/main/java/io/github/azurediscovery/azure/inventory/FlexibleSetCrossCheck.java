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
 * Compares what Compute reports about the VMs of a Flexible set with the list of
 * resources, which is read more often and shows the capacity of the set and which set
 * manages a VM. VMs join and leave such a set while they run, and leave its standby pool
 * (<a href=
 * "https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-attach-detach-vm">Attach
 * or detach a Virtual Machine to or from a Virtual Machine Scale Set</a>). Only Compute
 * is authoritative, so a contradiction is merely a reason to query it. Not thread-safe.
 */
final class FlexibleSetCrossCheck {

	private final AzureResourceId set;

	private @Nullable Integer capacityAtAnswer;

	FlexibleSetCrossCheck(AzureResourceId set) {
		this.set = set;
	}

	/** Record that Compute responded in the round of this list. */
	void computeAnswered(ScopeVmListing listing) {
		this.capacityAtAnswer = listing.capacity(this.set);
	}

	/**
	 * Return what contradicts Compute: a capacity that differs from the number of members
	 * or has changed since Compute responded, and VMs that joined or left.
	 * @param listing the list of resources
	 * @param reported the VMs of the set that Compute reported
	 */
	Set<?> contradictions(ScopeVmListing listing, Map<AzureResourceId, VmDetails> reported) {
		Set<AzureResourceId> members = inService(reported, listing.vms().keySet());
		Set<Object> contradictions = new HashSet<>();
		Integer capacity = listing.capacity(this.set);
		if (capacity != null && (capacity != members.size() || !capacity.equals(this.capacityAtAnswer))) {
			contradictions.add(new CapacityMismatch(capacity, members.size()));
		}
		Set<AzureResourceId> managed = managed(listing);
		managed.stream().filter((vm) -> !reported.containsKey(vm)).forEach(contradictions::add);
		if (members.stream().anyMatch(managed::contains)) {
			members.stream().filter((vm) -> !managed.contains(vm)).forEach(contradictions::add);
		}
		return contradictions;
	}

	/**
	 * Return the VMs that may be in the set according to the list of resources. A VM that
	 * is missing here and from Compute's response has left the set.
	 * @param listing the list of resources
	 * @param reported the VMs of the set in the last response of Compute
	 */
	Set<AzureResourceId> possibleMembers(ScopeVmListing listing, Map<AzureResourceId, VmDetails> reported) {
		Integer capacity = listing.capacity(this.set);
		if (capacity != null && capacity == inService(reported, listing.vms().keySet()).size()) {
			return reported.keySet();
		}
		Set<AzureResourceId> managed = managed(listing);
		return managed.stream().anyMatch(reported::containsKey) ? managed : listing.vms().keySet();
	}

	private static Set<AzureResourceId> inService(Map<AzureResourceId, VmDetails> reported,
			Set<AzureResourceId> listed) {
		return reported.values()
			.stream()
			.filter((vm) -> !vm.state().inStandbyPool())
			.map(VmDetails::id)
			.filter(listed::contains)
			.collect(Collectors.toSet());
	}

	private Set<AzureResourceId> managed(ScopeVmListing listing) {
		return listing.vms()
			.values()
			.stream()
			.filter((vm) -> this.set.equals(vm.managingSet()))
			.map(ListedResource::id)
			.collect(Collectors.toSet());
	}

	/**
	 * A capacity that differs from the number of members.
	 *
	 * @param capacity the capacity in the list of resources
	 * @param members the number of members reported by Compute
	 */
	private record CapacityMismatch(int capacity, int members) {

	}

}
