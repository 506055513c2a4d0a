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
 * Tells the VMs of a Flexible set from the others around. Compute's filtered list has the
 * last word: a VM that was not in it is remembered as foreign until it disappears. While
 * Compute does not answer, a VM that the set is said to manage counts as its member. Not
 * thread-safe.
 */
final class FlexibleSetMembers {

	private ScaleSetModel set;

	private final Set<AzureResourceId> foreign = new HashSet<>();

	private long answers;

	private final FlexibleSetCrossCheck word;

	FlexibleSetMembers(ScaleSetModel set) {
		this.set = set;
		this.word = new FlexibleSetCrossCheck(set.id());
	}

	/** Take the renewed model of the same mode. */
	void model(ScaleSetModel renewed) {
		this.set = renewed;
	}

	/** Whether there is a VM that is neither a member nor foreign. */
	boolean anyUnknown(Collection<AzureResourceId> vms, ComputeStatusCache status) {
		return vms.stream().anyMatch((vm) -> !status.details().containsKey(vm) && !this.foreign.contains(vm));
	}

	/** Whether a VM is said to be managed by the set. */
	boolean anyManaged(ScopeListing membership) {
		return membership.vms().values().stream().anyMatch(this::managed);
	}

	private boolean managed(ListedResource vm) {
		return this.set.id().equals(vm.manager());
	}

	/** What the next answer of Compute may settle. */
	Set<?> open(ScopeListing membership, ComputeStatusCache status) {
		Set<Object> open = new HashSet<>(status.expected());
		open.addAll(this.word.doubts(membership, status.details()));
		return open;
	}

	/** The VMs that may be in the set, by the lists that do not tell for sure. */
	Set<AzureResourceId> possible(ScopeListing membership, ComputeStatusCache status) {
		return this.word.possible(membership, status.answered());
	}

	List<DiscoveredVm> join(ScopeListing membership, ComputeStatusCache status) {
		this.foreign.retainAll(membership.vms().keySet());
		if (status.answers() > this.answers) {
			this.answers = status.answers();
			this.word.answered(membership);
			this.foreign.clear();
			membership.vms()
				.keySet()
				.stream()
				.filter((vm) -> !status.details().containsKey(vm))
				.forEach(this.foreign::add);
		}
		ResourceTags setTags = membership.setTags(this.set.id());
		List<DiscoveredVm> candidates = new ArrayList<>();
		membership.vms().forEach((id, vm) -> {
			VmDetails details = status.details().get(id);
			if (details != null || (status.failure() != null && managed(vm) && !this.foreign.contains(id))) {
				VmIdentity identity = VmIdentity.of(id, (details != null) ? details.vmId() : null);
				candidates.add(new DiscoveredVm(id, identity, vm.name(), vm.region(), vm.tags().over(setTags),
						this.set.id(), details, membership.nics().getOrDefault(id, List.of()),
						membership.publicAddresses(), null, details == null, this.set.richHealth()));
			}
		});
		return candidates;
	}

}
