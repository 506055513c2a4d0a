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
import io.github.azurediscovery.catalog.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Joins the network interfaces of a Uniform set with its VMs. An over-provisioned set has
 * more interfaces than VMs, so an interface without a VM waits for Compute to report the
 * VM, but not forever: throttling must not hide a scale-out. Not thread-safe.
 */
final class UniformSetMembers {

	private static final int PATIENCE = 3;

	private ScaleSetModel set;

	private final NicRetention retention;

	private final Map<AzureResourceId, Sighting> sightings = new HashMap<>();

	UniformSetMembers(ScaleSetModel set, NicRetention retention) {
		this.set = set;
		this.retention = retention;
	}

	/** Replace the model by a newer one of the same mode. */
	void updateModel(ScaleSetModel renewed) {
		this.set = renewed;
	}

	/**
	 * Record the VMs that have an interface in this round.
	 * @param nics the interfaces
	 * @param answers the number of responses of Compute when the round began
	 */
	void recordInterfaces(Map<AzureResourceId, List<Nic>> nics, long answers) {
		this.sightings.keySet().retainAll(nics.keySet());
		nics.keySet()
			.forEach((vm) -> this.sightings.merge(vm, new Sighting(answers, 1),
					(old, fresh) -> new Sighting(old.answers, old.rounds + 1)));
	}

	/** Return whether an interface is newer than the last response of Compute. */
	boolean anyUnknown(ComputeStatusCache status) {
		return this.sightings.entrySet()
			.stream()
			.anyMatch((entry) -> !status.details().containsKey(entry.getKey())
					&& entry.getValue().answers >= status.answers());
	}

	/** Return whether a VM that Compute reported lost its interface. */
	boolean anyVanished(Map<AzureResourceId, List<Nic>> nics, ComputeStatusCache status) {
		return !nics.keySet().containsAll(status.details().keySet());
	}

	List<DiscoveredVm> join(Map<AzureResourceId, List<Nic>> nics, ComputeStatusCache status, ResourceTags setTags,
			Map<AzureResourceId, String> publicAddresses) {
		Set<AzureResourceId> vms = new LinkedHashSet<>(status.details().keySet());
		vms.addAll(nics.keySet());
		this.retention.retain(vms);
		List<DiscoveredVm> discovered = new ArrayList<>();
		for (AzureResourceId vm : vms) {
			List<Nic> own = this.retention.nics(vm, nics.getOrDefault(vm, List.of()));
			VmDetails details = status.details().get(vm);
			VmObjection obstacle = (details == null) ? obstacle(vm, status.answers()) : null;
			discovered.add(discover(vm, details, own, setTags, publicAddresses, obstacle));
		}
		return discovered;
	}

	private @Nullable VmObjection obstacle(AzureResourceId vm, long answers) {
		Sighting seen = this.sightings.get(vm);
		if (seen == null || seen.answers < answers) {
			return new VmObjection(RejectionReason.INTERFACE_WITHOUT_VM,
					"a network interface without a VM: over-provisioned, or being deleted");
		}
		if (!this.set.overprovision() || seen.rounds >= PATIENCE) {
			return null;
		}
		return new VmObjection(RejectionReason.UNCONFIRMED,
				"waiting for Azure to confirm the VM of this network interface");
	}

	private DiscoveredVm discover(AzureResourceId vm, @Nullable VmDetails details, List<Nic> nics, ResourceTags setTags,
			Map<AzureResourceId, String> publicAddresses, @Nullable VmObjection obstacle) {
		String region = (details != null) ? details.region() : (nics.isEmpty() ? null : nics.get(0).region());
		VmIdentity identity = VmIdentity.of(vm, (details != null) ? details.vmId() : null);
		ResourceTags own = (details != null && details.tags() != null) ? details.tags() : ResourceTags.NONE;
		String name = (details != null && details.name() != null) ? details.name()
				: this.set.id().name() + "_" + vm.name();
		return new DiscoveredVm(vm, identity, name, region, own.withDefaults(setTags), this.set.id(), details, nics,
				publicAddresses, obstacle, details == null, this.set.healthStates());
	}

	/**
	 * How long an interface has been listed.
	 *
	 * @param answers the number of responses of Compute before
	 * @param rounds the number of rounds
	 */
	private record Sighting(long answers, int rounds) {

	}

}
