package io.github.azurediscovery.azure.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Joins the network interfaces of a Uniform set with its VMs. The interfaces are more
 * than the VMs while the set is over-provisioned, so an interface without a VM waits for
 * Compute's word, but not for ever: a throttled Compute must not hide a scale-out. Not
 * thread-safe.
 */
final class UniformSetMembers {

	private static final int PATIENCE = 3;

	private ScaleSetModel set;

	private final NicRetention memory;

	private final Map<AzureResourceId, Seen> seen = new HashMap<>();

	UniformSetMembers(ScaleSetModel set, NicRetention memory) {
		this.set = set;
		this.memory = memory;
	}

	/** Take the renewed model of the same mode. */
	void model(ScaleSetModel renewed) {
		this.set = renewed;
	}

	/**
	 * Note who has an interface in this round.
	 * @param nics the interfaces
	 * @param answers how many answers Compute had given when the round began
	 */
	void seen(Map<AzureResourceId, List<Nic>> nics, long answers) {
		this.seen.keySet().retainAll(nics.keySet());
		nics.keySet()
			.forEach((vm) -> this.seen.merge(vm, new Seen(answers, 1),
					(old, fresh) -> new Seen(old.answers, old.rounds + 1)));
	}

	/** Whether there is an interface of which Compute has not yet had a say. */
	boolean anyUnknown(ComputeStatusCache status) {
		return this.seen.entrySet()
			.stream()
			.anyMatch((entry) -> !status.details().containsKey(entry.getKey())
					&& entry.getValue().answers >= status.answers());
	}

	/** Whether a VM that Compute knew has lost its interface. */
	boolean anyVanished(Map<AzureResourceId, List<Nic>> nics, ComputeStatusCache status) {
		return !nics.keySet().containsAll(status.details().keySet());
	}

	List<DiscoveredVm> join(Map<AzureResourceId, List<Nic>> nics, ComputeStatusCache status, ResourceTags setTags,
			Map<AzureResourceId, String> publicAddresses) {
		Set<AzureResourceId> vms = new LinkedHashSet<>(status.details().keySet());
		vms.addAll(nics.keySet());
		this.memory.retain(vms);
		List<DiscoveredVm> candidates = new ArrayList<>();
		for (AzureResourceId vm : vms) {
			List<Nic> own = this.memory.of(vm, nics.getOrDefault(vm, List.of()));
			VmDetails details = status.details().get(vm);
			String obstacle = (details == null) ? obstacle(vm, status.answers()) : null;
			candidates.add(candidate(vm, details, own, setTags, publicAddresses, obstacle));
		}
		return candidates;
	}

	private @Nullable String obstacle(AzureResourceId vm, long answers) {
		Seen seen = this.seen.get(vm);
		if (seen == null || seen.answers < answers) {
			return "a network interface without a VM: over-provisioned, or being deleted";
		}
		if (!this.set.overprovision() || seen.rounds >= PATIENCE) {
			return null;
		}
		return "waits for Azure to confirm that there is a VM for its network interface";
	}

	private DiscoveredVm candidate(AzureResourceId vm, @Nullable VmDetails details, List<Nic> nics,
			ResourceTags setTags, Map<AzureResourceId, String> publicAddresses, @Nullable String obstacle) {
		String region = (details != null) ? details.region() : (nics.isEmpty() ? null : nics.get(0).region());
		VmIdentity identity = VmIdentity.of(vm, (details != null) ? details.vmId() : null);
		ResourceTags own = (details != null && details.tags() != null) ? details.tags() : ResourceTags.NONE;
		String name = (details != null && details.name() != null) ? details.name()
				: this.set.id().name() + "_" + vm.name();
		return new DiscoveredVm(vm, identity, name, region, own.over(setTags), this.set.id(), details, nics,
				publicAddresses, obstacle, details == null, this.set.richHealth());
	}

	/**
	 * Since when an interface is seen.
	 *
	 * @param answers how many answers Compute had given before
	 * @param rounds in how many rounds
	 */
	private record Seen(long answers, int rounds) {

	}

}
