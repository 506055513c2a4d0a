package io.github.azurediscovery.agent;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.agent.VirtualMachinesView.VirtualMachineView;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import org.jspecify.annotations.Nullable;

/** Creates views of the VMs. Sends no requests and does not block. Thread-safe. */
final class VirtualMachinesViewFactory {

	private final AzureDiscovery discovery;

	VirtualMachinesViewFactory(AzureDiscovery discovery) {
		this.discovery = discovery;
	}

	VirtualMachinesView view() {
		Snapshot snapshot = this.discovery.catalog().current();
		Set<Instance> routable = new HashSet<>();
		snapshot.services().forEach((service) -> routable.addAll(routable(service)));
		Map<String, List<Instance>> byVm = snapshot.services()
			.stream()
			.flatMap((service) -> snapshot.instances(service).stream())
			.collect(Collectors.groupingBy(Instance::vmId, TreeMap::new, Collectors.toList()));
		List<VirtualMachineView> vms = byVm.values()
			.stream()
			.map((instances) -> view(instances, routable))
			.sorted(Comparator.comparing(VirtualMachineView::name))
			.toList();
		return new VirtualMachinesView(this.discovery.catalog().lastUpdate(), vms.size(), snapshot.revision(), vms);
	}

	private Collection<Instance> routable(String service) {
		Route route = this.discovery.routes().route(service);
		return (route != null) ? route.routable() : List.of();
	}

	private VirtualMachineView view(List<Instance> instances, Set<Instance> routable) {
		Instance any = instances.get(0);
		Set<String> services = instances.stream().map(Instance::service).collect(Collectors.toCollection(TreeSet::new));
		return new VirtualMachineView(any.name(), first(any.addresses().publics()), first(any.addresses().privates()),
				services, any.zone(), state(instances, routable));
	}

	private String state(List<Instance> instances, Set<Instance> routable) {
		if (routable.containsAll(instances)) {
			return "routable";
		}
		boolean leaving = instances.stream()
			.anyMatch((instance) -> this.discovery.health().of(instance).causes().contains(Cause.MAINTENANCE));
		return leaving ? "leaving" : "down";
	}

	private static @Nullable String first(List<String> addresses) {
		return addresses.isEmpty() ? null : addresses.get(0);
	}

}
