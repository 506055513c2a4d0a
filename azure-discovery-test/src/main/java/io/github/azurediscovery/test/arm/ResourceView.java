package io.github.azurediscovery.test.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.azurediscovery.test.estate.SimulatedIpConfiguration;
import io.github.azurediscovery.test.estate.SimulatedNic;
import io.github.azurediscovery.test.estate.SimulatedResourceGroup;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * A tracked resource as Azure Resource Manager itself lists it: id, name, type, location,
 * tags, the size of a scale set and what manages it, nothing else. Instances of Uniform
 * scale sets are not tracked.
 *
 * @param id the resource id
 * @param name the name
 * @param type the resource type
 * @param location the region
 * @param tags the tags
 * @param managedBy the Flexible scale set of a virtual machine
 * @param sku the size and capacity of a scale set
 */
record ResourceView(String id, String name, String type, String location, Map<String, String> tags,
		@Nullable String managedBy, @Nullable Map<String, Object> sku) {

	static final String VM = "Microsoft.Compute/virtualMachines";

	static final String SCALE_SET = "Microsoft.Compute/virtualMachineScaleSets";

	static final String NIC = "Microsoft.Network/networkInterfaces";

	static final String PUBLIC_IP = "Microsoft.Network/publicIPAddresses";

	static List<ResourceView> of(SimulatedResourceGroup group, Predicate<String> wanted) {
		List<ResourceView> resources = new ArrayList<>();
		if (wanted.test(VM)) {
			for (SimulatedVm vm : group.vms()) {
				if (vm.listed()) {
					resources
						.add(new ResourceView(vm.id(), vm.name(), VM, vm.location(), vm.tags(), managedBy(vm), null));
				}
			}
		}
		if (wanted.test(SCALE_SET)) {
			for (SimulatedScaleSet set : group.scaleSets()) {
				resources.add(new ResourceView(set.id(), set.name(), SCALE_SET, set.location(), set.tags(), null,
						ScaleSetView.sku(set)));
			}
		}
		for (SimulatedNic nic : group.nics()) {
			if (wanted.test(NIC)) {
				resources.add(new ResourceView(nic.id(), nic.name(), NIC, nic.vm().location(), nic.tags(), null, null));
			}
			for (SimulatedIpConfiguration ip : nic.ipConfigurations()) {
				if (ip.publicAddress() != null && wanted.test(PUBLIC_IP)) {
					resources.add(new ResourceView(ip.publicAddressId(), ip.publicAddressName(), PUBLIC_IP,
							nic.vm().location(), Map.of(), null, null));
				}
			}
		}
		return resources;
	}

	private static @Nullable String managedBy(SimulatedVm vm) {
		SimulatedScaleSet set = vm.scaleSet();
		return (set != null && set.managedByListed()) ? set.id() : null;
	}

	ListedItem listed(boolean withTags) {
		return new ListedItem(ResourceIdCase.key(this.id),
				JsonText.object("id", ResourceIdCase.groupInCapitals(this.id), "name", this.name, "type", this.type,
						"location", this.location, "managedBy", this.managedBy, "sku", this.sku, "tags",
						(withTags && !this.tags.isEmpty()) ? this.tags : null));
	}

}
