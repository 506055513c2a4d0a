package io.github.azurediscovery.azure;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
record Membership(Map<ResourceId, Resource> vms, Map<ResourceId, List<Nic>> nics, Map<ResourceId, Resource> sets,
		Collection<ResourceId> orphans, Map<ResourceId, String> publicAddresses) {

	static Membership join(List<Resource> resources, List<Nic> nics, NicMemory memory,
			Map<ResourceId, String> publicAddresses) {
		Map<ResourceId, Resource> vms = new LinkedHashMap<>();
		Map<ResourceId, Resource> sets = new LinkedHashMap<>();
		for (Resource resource : resources) {
			(resource.scaleSet() ? sets : vms).putIfAbsent(resource.id(), resource);
		}
		Map<ResourceId, List<Nic>> listed = Nics.byVm(nics);
		Map<ResourceId, List<Nic>> joined = new LinkedHashMap<>();
		vms.keySet().forEach((vm) -> joined.put(vm, memory.of(vm, listed.getOrDefault(vm, List.of()))));
		memory.retain(vms.keySet());
		List<ResourceId> orphans = listed.keySet()
			.stream()
			.filter((vm) -> !vms.containsKey(vm) && vm.scaleSet() == null)
			.toList();
		return new Membership(vms, joined, sets, orphans, publicAddresses);
	}

	/** Leave out the orphans whose VMs other inventories list. */
	Membership withoutOrphansOf(Collection<Inventory> others) {
		List<ResourceId> left = this.orphans.stream()
			.filter((vm) -> others.stream().noneMatch((other) -> other.place().covers(vm)))
			.toList();
		return new Membership(this.vms, this.nics, this.sets, left, this.publicAddresses);
	}

	/** How many VMs a set has, {@code null} if that was not told. */
	@Nullable Integer capacity(ResourceId set) {
		return capacities().get(set);
	}

	/** How many VMs the sets have, where that was told. */
	Map<ResourceId, Integer> capacities() {
		Map<ResourceId, Integer> capacities = new HashMap<>();
		this.sets.forEach((set, resource) -> {
			if (resource.capacity() != null) {
				capacities.put(set, resource.capacity());
			}
		});
		return capacities;
	}

	TagSet setTags(ResourceId set) {
		@Nullable Resource resource = this.sets.get(set);
		return (resource != null) ? resource.tags() : TagSet.NONE;
	}

}
