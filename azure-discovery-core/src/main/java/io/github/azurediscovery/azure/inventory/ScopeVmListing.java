package io.github.azurediscovery.azure.inventory;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.NicsByVm;
import io.github.azurediscovery.azure.resource.ResourceTags;
import org.jspecify.annotations.Nullable;

/**
 * The VMs with their network interfaces and the scale sets of one scope, as listed in one
 * round.
 *
 * @param vms the VMs, by id
 * @param nics their network interfaces, by the VM's id
 * @param sets the scale sets, by id
 * @param orphans VMs that a network interface refers to but no list shows
 * @param publicAddresses the public addresses, empty if not requested
 */
public record ScopeVmListing(Map<AzureResourceId, ListedResource> vms, Map<AzureResourceId, List<Nic>> nics,
		Map<AzureResourceId, ListedResource> sets, Collection<AzureResourceId> orphans,
		Map<AzureResourceId, String> publicAddresses) {

	static ScopeVmListing join(List<ListedResource> resources, List<Nic> nics, NicRetention retention,
			Map<AzureResourceId, String> publicAddresses) {
		Map<AzureResourceId, ListedResource> vms = new LinkedHashMap<>();
		Map<AzureResourceId, ListedResource> sets = new LinkedHashMap<>();
		for (ListedResource resource : resources) {
			(resource.isScaleSet() ? sets : vms).putIfAbsent(resource.id(), resource);
		}
		Map<AzureResourceId, List<Nic>> listed = NicsByVm.group(nics);
		Map<AzureResourceId, List<Nic>> joined = new LinkedHashMap<>();
		vms.keySet().forEach((vm) -> joined.put(vm, retention.nics(vm, listed.getOrDefault(vm, List.of()))));
		retention.retain(vms.keySet());
		List<AzureResourceId> orphans = listed.keySet()
			.stream()
			.filter((vm) -> !vms.containsKey(vm) && vm.scaleSet() == null)
			.toList();
		return new ScopeVmListing(vms, joined, sets, orphans, publicAddresses);
	}

	/** Return this listing without the orphans that belong to other scopes. */
	ScopeVmListing withoutOrphansOf(Collection<ScopeInventory> others) {
		List<AzureResourceId> left = this.orphans.stream()
			.filter((vm) -> others.stream().noneMatch((other) -> other.scope().covers(vm)))
			.toList();
		return new ScopeVmListing(this.vms, this.nics, this.sets, left, this.publicAddresses);
	}

	/** Return the number of VMs of a set, {@code null} if not reported. */
	@Nullable Integer capacity(AzureResourceId set) {
		return capacities().get(set);
	}

	/** Return the number of VMs by scale set, where reported. */
	Map<AzureResourceId, Integer> capacities() {
		Map<AzureResourceId, Integer> capacities = new HashMap<>();
		this.sets.forEach((set, resource) -> {
			if (resource.capacity() != null) {
				capacities.put(set, resource.capacity());
			}
		});
		return capacities;
	}

	ResourceTags setTags(AzureResourceId set) {
		@Nullable ListedResource resource = this.sets.get(set);
		return (resource != null) ? resource.tags() : ResourceTags.NONE;
	}

}
