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
 * Who is there by one membership round: VMs with their network interfaces, and scale
 * sets.
 *
 * @param vms the VMs, by id
 * @param nics their network interfaces, by the VM's id
 * @param sets the scale sets, by id
 * @param orphans VMs that a network interface names and no list shows
 * @param publicAddresses the public addresses, if they were asked for
 */
public record ScopeListing(Map<AzureResourceId, ListedResource> vms, Map<AzureResourceId, List<Nic>> nics,
		Map<AzureResourceId, ListedResource> sets, Collection<AzureResourceId> orphans,
		Map<AzureResourceId, String> publicAddresses) {

	static ScopeListing join(List<ListedResource> resources, List<Nic> nics, NicRetention memory,
			Map<AzureResourceId, String> publicAddresses) {
		Map<AzureResourceId, ListedResource> vms = new LinkedHashMap<>();
		Map<AzureResourceId, ListedResource> sets = new LinkedHashMap<>();
		for (ListedResource resource : resources) {
			(resource.scaleSet() ? sets : vms).putIfAbsent(resource.id(), resource);
		}
		Map<AzureResourceId, List<Nic>> listed = NicsByVm.group(nics);
		Map<AzureResourceId, List<Nic>> joined = new LinkedHashMap<>();
		vms.keySet().forEach((vm) -> joined.put(vm, memory.of(vm, listed.getOrDefault(vm, List.of()))));
		memory.retain(vms.keySet());
		List<AzureResourceId> orphans = listed.keySet()
			.stream()
			.filter((vm) -> !vms.containsKey(vm) && vm.scaleSet() == null)
			.toList();
		return new ScopeListing(vms, joined, sets, orphans, publicAddresses);
	}

	/** Leave out the orphans whose VMs other inventories list. */
	ScopeListing withoutOrphansOf(Collection<ScopeInventory> others) {
		List<AzureResourceId> left = this.orphans.stream()
			.filter((vm) -> others.stream().noneMatch((other) -> other.place().covers(vm)))
			.toList();
		return new ScopeListing(this.vms, this.nics, this.sets, left, this.publicAddresses);
	}

	/** How many VMs a set has, {@code null} if that was not told. */
	@Nullable Integer capacity(AzureResourceId set) {
		return capacities().get(set);
	}

	/** How many VMs the sets have, where that was told. */
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
