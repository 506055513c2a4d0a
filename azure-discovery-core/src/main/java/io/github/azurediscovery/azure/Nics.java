package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups network interfaces by their VM, the primary one first. */
final class Nics {

	private static final Comparator<Nic> PRIMARY_FIRST = Comparator
		.<Nic>comparingInt((nic) -> Boolean.TRUE.equals(nic.primary()) ? 0 : 1)
		.thenComparing((nic) -> nic.id().key());

	private Nics() {
	}

	static Map<ResourceId, List<Nic>> byVm(List<Nic> nics) {
		Map<ResourceId, Map<ResourceId, Nic>> unique = new LinkedHashMap<>();
		for (Nic nic : nics) {
			ResourceId vm = nic.vm();
			if (vm != null) {
				unique.computeIfAbsent(vm, (key) -> new LinkedHashMap<>()).putIfAbsent(nic.id(), nic);
			}
		}
		Map<ResourceId, List<Nic>> byVm = new LinkedHashMap<>();
		unique.forEach((vm, own) -> {
			List<Nic> sorted = new ArrayList<>(own.values());
			sorted.sort(PRIMARY_FIRST);
			byVm.put(vm, sorted);
		});
		return byVm;
	}

}
