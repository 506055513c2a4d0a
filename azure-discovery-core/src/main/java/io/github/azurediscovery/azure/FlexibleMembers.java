package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.azurediscovery.azure.Identities.Identity;

/**
 * Tells the VMs of a Flexible set from the others around: only Compute's filtered list
 * knows, so a VM that was not in it is remembered as foreign until it disappears. Not
 * thread-safe.
 */
final class FlexibleMembers {

	private final ScaleSetModel set;

	private final Identities identities = new Identities();

	private final Set<ResourceId> foreign = new HashSet<>();

	private long answers;

	FlexibleMembers(ScaleSetModel set) {
		this.set = set;
	}

	/** Whether there is a VM that is neither a member nor foreign. */
	boolean anyUnknown(Collection<ResourceId> vms, StatusRound status) {
		return vms.stream().anyMatch((vm) -> !status.details().containsKey(vm) && !this.foreign.contains(vm));
	}

	List<Candidate> join(Membership membership, StatusRound status) {
		this.foreign.retainAll(membership.vms().keySet());
		if (status.answers() > this.answers) {
			this.answers = status.answers();
			this.foreign.clear();
			membership.vms()
				.keySet()
				.stream()
				.filter((vm) -> !status.details().containsKey(vm))
				.forEach(this.foreign::add);
		}
		this.identities.retain(membership.vms().keySet());
		TagSet setTags = membership.setTags(this.set.id());
		List<Candidate> candidates = new ArrayList<>();
		status.details().forEach((id, details) -> {
			Resource vm = membership.vms().get(id);
			if (vm != null) {
				Identity identity = this.identities.of(id, details.vmId());
				candidates.add(new Candidate(id, identity, vm.name(), vm.region(), vm.tags().over(setTags),
						this.set.id(), details, membership.nics().getOrDefault(id, List.of()),
						membership.publicAddresses(), null, false, this.set.richHealth()));
			}
		});
		return candidates;
	}

}
