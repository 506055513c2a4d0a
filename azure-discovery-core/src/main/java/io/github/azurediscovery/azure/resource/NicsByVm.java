package io.github.azurediscovery.azure.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups network interfaces by their VM, the primary one first. */
public final class NicsByVm {

	private static final Comparator<Nic> PRIMARY_FIRST = Comparator
		.<Nic>comparingInt((nic) -> Boolean.TRUE.equals(nic.primary()) ? 0 : 1)
		.thenComparing((nic) -> nic.id().key());

	private NicsByVm() {
	}

	public static Map<AzureResourceId, List<Nic>> group(List<Nic> nics) {
		Map<AzureResourceId, Map<AzureResourceId, Nic>> unique = new LinkedHashMap<>();
		for (Nic nic : nics) {
			AzureResourceId vm = nic.vm();
			if (vm != null) {
				unique.computeIfAbsent(vm, (key) -> new LinkedHashMap<>()).putIfAbsent(nic.id(), nic);
			}
		}
		Map<AzureResourceId, List<Nic>> byVm = new LinkedHashMap<>();
		unique.forEach((vm, own) -> {
			List<Nic> sorted = new ArrayList<>(own.values());
			sorted.sort(PRIMARY_FIRST);
			byVm.put(vm, sorted);
		});
		return byVm;
	}

}
