package io.github.azurediscovery.test.imds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.test.estate.SimulatedIpConfiguration;
import io.github.azurediscovery.test.estate.SimulatedNic;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata service tells a virtual machine about itself: all values are strings,
 * what is absent is the empty string.
 */
final class InstanceDocument {

	private InstanceDocument() {
	}

	static Map<String, Object> compute(SimulatedVm vm, String cloud) {
		SimulatedScaleSet set = vm.scaleSet();
		List<Object> tagsList = new ArrayList<>();
		StringBuilder tags = new StringBuilder();
		tags(vm, set).forEach((name, value) -> {
			tagsList.add(JsonText.object("name", name, "value", value));
			tags.append((tags.length() > 0) ? ";" : "").append(name).append(':').append(value);
		});
		return JsonText.object("azEnvironment", cloud, "evictionPolicy", vm.isSpot() ? "Deallocate" : "",
				"isHostCompatibilityLayerVm", "false", "licenseType", "", "location", vm.location(), "name", vm.name(),
				"offer", "ubuntu-24_04-lts", "osProfile",
				JsonText.object("adminUsername", "azureuser", "computerName", vm.computerName(),
						"disablePasswordAuthentication", "true"),
				"osType", "Linux", "placementGroupId",
				(set != null && set.isUniform()) ? set.uniqueId().toString() : "", "platformFaultDomain", "0",
				"platformSubFaultDomain", "", "platformUpdateDomain", "0", "priority", vm.isSpot() ? "Spot" : "",
				"provider", "Microsoft.Compute", "publisher", "Canonical", "resourceGroupName",
				vm.resourceGroup().name(), "resourceId", vm.id(), "sku", "server", "subscriptionId",
				vm.resourceGroup().subscription().id(), "tags", tags.toString(), "tagsList", tagsList, "userData", "",
				"version", "24.04.202511120", "virtualMachineScaleSet",
				JsonText.object("id", (set != null && !set.isUniform()) ? set.id() : ""), "vmId", vm.vmId().toString(),
				"vmScaleSetName", (set != null) ? set.name() : "", "vmSize", vm.size(), "zone", text(vm.zone()));
	}

	static Map<String, Object> network(SimulatedVm vm) {
		return JsonText.object("interface", vm.nics().stream().map(InstanceDocument::nic).toList());
	}

	private static Map<String, Object> nic(SimulatedNic nic) {
		List<Object> ipv4 = new ArrayList<>();
		List<Object> ipv6 = new ArrayList<>();
		for (SimulatedIpConfiguration ip : nic.ipConfigurations()) {
			if (ip.ipv6()) {
				ipv6.add(JsonText.object("privateIpAddress", text(ip.address())));
			}
			else if (ip.address() != null) {
				// A public address of Standard SKU is not shown here, and there is no
				// other.
				ipv4.add(JsonText.object("privateIpAddress", text(ip.address()), "publicIpAddress", ""));
			}
		}
		return JsonText.object("ipv4",
				JsonText.object("ipAddress", ipv4, "subnet",
						List.of(JsonText.object("address", "10.0.0.0", "prefix", "8"))),
				"ipv6", JsonText.object("ipAddress", ipv6), "macAddress",
				nic.guid().toString().replace("-", "").substring(0, 12).toUpperCase(java.util.Locale.ROOT));
	}

	private static Map<String, String> tags(SimulatedVm vm, @Nullable SimulatedScaleSet set) {
		Map<String, String> tags = (set != null && set.isUniform()) ? set.tags() : vm.tags();
		vm.tags().forEach((name, value) -> {
			tags.keySet().removeIf(name::equalsIgnoreCase);
			tags.put(name, value);
		});
		return tags;
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
