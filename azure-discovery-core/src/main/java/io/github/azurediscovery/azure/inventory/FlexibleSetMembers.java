package io.github.azurediscovery.azure.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmIdentity;

/**
 * Distinguishes the VMs of a Flexible set from others in its scope. Compute's filtered
 * list is authoritative: VMs missing from it are remembered as non-members. While Compute
 * does not respond, a VM that the set manages according to the list of resources counts
 * as a member. Not thread-safe.
 */
final class FlexibleSetMembers {

	private ScaleSetModel set;

	private final Set<AzureResourceId> foreign = new HashSet<>();

	private long answers;

	private final FlexibleSetCrossCheck crossCheck;

	FlexibleSetMembers(ScaleSetModel set) {
		this.set = set;
		this.crossCheck = new FlexibleSetCrossCheck(set.id());
	}

	/** Replace the model by a newer one of the same mode. */
	void updateModel(ScaleSetModel renewed) {
		this.set = renewed;
	}

	/** Return whether some VM is neither a known member nor a known non-member. */
	boolean anyUnknown(Collection<AzureResourceId> vms, ComputeStatusCache status) {
		return vms.stream().anyMatch((vm) -> !status.details().containsKey(vm) && !this.foreign.contains(vm));
	}

	/** Return whether the list of resources shows a VM that the set manages. */
	boolean anyManaged(ScopeVmListing listing) {
		return listing.vms().values().stream().anyMatch(this::managed);
	}

	private boolean managed(ListedResource vm) {
		return this.set.id().equals(vm.managingSet());
	}

	/** Return the questions that the next response of Compute may settle. */
	Set<?> unsettled(ScopeVmListing listing, ComputeStatusCache status) {
		Set<Object> unsettled = new HashSet<>(status.expected());
		unsettled.addAll(this.crossCheck.contradictions(listing, status.details()));
		return unsettled;
	}

	/** Return the VMs that may be in the set according to the list of resources. */
	Set<AzureResourceId> possibleMembers(ScopeVmListing listing, ComputeStatusCache status) {
		return this.crossCheck.possibleMembers(listing, status.answered());
	}

	List<DiscoveredVm> join(ScopeVmListing listing, ComputeStatusCache status) {
		this.foreign.retainAll(listing.vms().keySet());
		if (status.answers() > this.answers) {
			this.answers = status.answers();
			this.crossCheck.computeAnswered(listing);
			this.foreign.clear();
			listing.vms()
				.keySet()
				.stream()
				.filter((vm) -> !status.details().containsKey(vm))
				.forEach(this.foreign::add);
		}
		ResourceTags setTags = listing.setTags(this.set.id());
		List<DiscoveredVm> discovered = new ArrayList<>();
		listing.vms().forEach((id, vm) -> {
			VmDetails details = status.details().get(id);
			if (details != null || (status.failure() != null && managed(vm) && !this.foreign.contains(id))) {
				VmIdentity identity = VmIdentity.of(id, (details != null) ? details.vmId() : null);
				discovered.add(new DiscoveredVm(id, identity, vm.name(), vm.region(), vm.tags().withDefaults(setTags),
						this.set.id(), details, listing.nics().getOrDefault(id, List.of()), listing.publicAddresses(),
						null, details == null, this.set.healthStates()));
			}
		});
		return discovered;
	}

}
