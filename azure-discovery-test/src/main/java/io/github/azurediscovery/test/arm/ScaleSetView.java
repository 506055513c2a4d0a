package io.github.azurediscovery.test.arm;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.Json;

/**
 * How the Compute provider shows a scale set.
 */
final class ScaleSetView {

	private ScaleSetView() {
	}

	static Listed of(SimulatedScaleSet set) {
		Map<String, Object> json = Json.object("name", set.name(), "id", set.id(), "type",
				"Microsoft.Compute/virtualMachineScaleSets", "location", set.location(), "tags", set.tags(), "zones",
				set.zones().isEmpty() ? null : set.zones(), "sku", sku(set), "properties", properties(set), "etag",
				"\"1\"");
		return new Listed(Ids.key(set.id()), json);
	}

	static Map<String, Object> sku(SimulatedScaleSet set) {
		List<SimulatedVm> instances = set.instances();
		String size = instances.isEmpty() ? "Standard_D2s_v5" : instances.get(0).size();
		return Json.object("name", size, "tier", "Standard", "capacity", set.capacity());
	}

	private static Map<String, Object> properties(SimulatedScaleSet set) {
		if (set.isUniform()) {
			return Json.object("singlePlacementGroup", true, "orchestrationMode", "Uniform", "upgradePolicy",
					Json.object("mode", "Manual"), "virtualMachineProfile", profile(set), "provisioningState",
					"Succeeded", "overprovision", set.overprovision(), "doNotRunExtensionsOnOverprovisionedVMs", false,
					"uniqueId", set.uniqueId().toString(), "platformFaultDomainCount", 5);
		}
		return Json.object("singlePlacementGroup", false, "orchestrationMode", "Flexible", "virtualMachineProfile",
				profile(set), "provisioningState", "Succeeded", "uniqueId", set.uniqueId().toString(),
				"platformFaultDomainCount", 1);
	}

	private static Map<String, Object> profile(SimulatedScaleSet set) {
		return Json
			.object("osProfile", Json.object(
					"computerNamePrefix", set.name(), "adminUsername", "azureuser", "allowExtensionOperations", true),
					"networkProfile", Json
						.object("networkApiVersion", set.isUniform() ? null : "2022-11-01",
								"networkInterfaceConfigurations",
								List.of(Json.object("name", set.name() + "-nic", "properties",
										Json.object("primary", true, "ipConfigurations", List.of(Json.object("name",
												"ipconfig1", "properties",
												Json.object("primary", true, "privateIPAddressVersion", "IPv4"))))))));
	}

}
