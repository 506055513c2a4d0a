package io.github.azurediscovery.test.arm;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.JsonText;

/**
 * How the Compute provider shows a scale set.
 */
final class ScaleSetView {

	private ScaleSetView() {
	}

	static ListedItem of(SimulatedScaleSet set) {
		Map<String, Object> json = JsonText.object("name", set.name(), "id", set.id(), "type",
				"Microsoft.Compute/virtualMachineScaleSets", "location", set.location(), "tags", set.tags(), "zones",
				set.zones().isEmpty() ? null : set.zones(), "sku", sku(set), "properties", properties(set), "etag",
				"\"1\"");
		return new ListedItem(ResourceIdCase.key(set.id()), json);
	}

	static Map<String, Object> sku(SimulatedScaleSet set) {
		List<SimulatedVm> instances = set.instances();
		String size = instances.isEmpty() ? "Standard_D2s_v5" : instances.get(0).size();
		return JsonText.object("name", size, "tier", "Standard", "capacity", set.capacity());
	}

	private static Map<String, Object> properties(SimulatedScaleSet set) {
		if (set.isUniform()) {
			return JsonText.object("singlePlacementGroup", true, "orchestrationMode", "Uniform", "upgradePolicy",
					JsonText.object("mode", "Manual"), "virtualMachineProfile", profile(set), "provisioningState",
					"Succeeded", "overprovision", set.overprovision(), "doNotRunExtensionsOnOverprovisionedVMs", false,
					"uniqueId", set.uniqueId().toString(), "platformFaultDomainCount", 5);
		}
		return JsonText.object("singlePlacementGroup", false, "orchestrationMode", "Flexible", "virtualMachineProfile",
				profile(set), "provisioningState", "Succeeded", "uniqueId", set.uniqueId().toString(),
				"platformFaultDomainCount", 1);
	}

	private static Map<String, Object> profile(SimulatedScaleSet set) {
		return JsonText
			.object("osProfile",
					JsonText.object("computerNamePrefix", set.name(), "adminUsername", "azureuser",
							"allowExtensionOperations", true),
					"networkProfile",
					JsonText.object("networkApiVersion", set.isUniform() ? null : "2022-11-01",
							"networkInterfaceConfigurations",
							List.of(JsonText.object("name", set.name() + "-nic", "properties",
									JsonText.object("primary", true, "ipConfigurations", List.of(JsonText.object("name",
											"ipconfig1", "properties",
											JsonText.object("primary", true, "privateIPAddressVersion", "IPv4"))))))));
	}

}
