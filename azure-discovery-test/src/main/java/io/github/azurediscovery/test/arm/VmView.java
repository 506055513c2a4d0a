package io.github.azurediscovery.test.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.azurediscovery.test.estate.SimulatedNic;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * How the Compute provider shows a virtual machine. Ids come in the case Compute likes:
 * the resource group in capitals in the list, in small letters where interfaces are
 * named.
 */
final class VmView {

	private VmView() {
	}

	/**
	 * The model of a standalone virtual machine or an instance of a Flexible scale set.
	 */
	static ListedItem model(SimulatedVm vm, boolean instanceView) {
		Map<String, Object> properties = properties(vm);
		properties.put("networkProfile", networkProfile(vm, true));
		SimulatedScaleSet set = vm.scaleSet();
		if (set != null) {
			properties.put("virtualMachineScaleSet", JsonText.object("id", ResourceIdCase.groupInCapitals(set.id())));
		}
		if (vm.isSpot()) {
			properties.put("priority", "Spot");
			properties.put("evictionPolicy", "Deallocate");
			properties.put("billingProfile", JsonText.object("maxPrice", -1));
		}
		if (instanceView) {
			properties.put("instanceView", InstanceView.of(vm));
		}
		return listed(vm, ResourceIdCase.groupInCapitals(vm.id()), properties, vm.tags());
	}

	/**
	 * What the list with {@code statusOnly=true} shows: no tags, no network profile
	 * (<a href="https://github.com/Azure/azure-sdk-for-go/issues/18565">azure-sdk-for-go
	 * issue 18565</a>).
	 */
	static ListedItem status(SimulatedVm vm) {
		Map<String, Object> properties = JsonText.object("vmId", vm.vmId().toString(), "provisioningState",
				vm.provisioningState(), "instanceView", InstanceView.of(vm));
		return new ListedItem(ResourceIdCase.key(vm.id()), JsonText.object("name", vm.name(), "id", vm.id(), "type",
				"Microsoft.Compute/virtualMachines", "location", vm.location(), "properties", properties));
	}

	/**
	 * An instance of a Uniform scale set.
	 */
	static ListedItem uniform(SimulatedVm vm, SimulatedScaleSet set, boolean instanceView) {
		Map<String, Object> properties = JsonText.object("latestModelApplied", true, "modelDefinitionApplied",
				"VirtualMachineScaleSet", "resilientVMDeletionStatus", vm.resilientDeletion(),
				"networkProfileConfiguration", networkProfileConfiguration(vm));
		properties.putAll(properties(vm));
		properties.put("networkProfile", networkProfile(vm, false));
		if (instanceView) {
			properties.put("instanceView", InstanceView.of(vm));
		}
		String zone = vm.zone();
		Object json = JsonText.object("name", vm.name(), "id", ResourceIdCase.groupInCapitals(vm.id()), "type",
				"Microsoft.Compute/virtualMachineScaleSets/virtualMachines", "location", vm.location(), "tags",
				tags(vm, set), "instanceId", String.valueOf(vm.instanceId()), "sku",
				JsonText.object("name", vm.size(), "tier", "Standard"), "zones", (zone != null) ? List.of(zone) : null,
				"properties", properties, "etag", "\"1\"");
		return new ListedItem("%010d".formatted(vm.instanceId()), json);
	}

	private static Map<String, String> tags(SimulatedVm vm, SimulatedScaleSet set) {
		Map<String, String> tags = set.tags();
		vm.tags().forEach((name, value) -> {
			tags.keySet().removeIf(name::equalsIgnoreCase);
			tags.put(name, value);
		});
		return tags;
	}

	private static Map<String, Object> properties(SimulatedVm vm) {
		String disk = vm.computerName().toLowerCase(Locale.ROOT) + "_OsDisk_1_" + vm.vmId().toString().replace("-", "");
		Map<String, Object> image = JsonText.object("publisher", "Canonical", "offer", "ubuntu-24_04-lts", "sku",
				"server", "version", "latest", "exactVersion", "24.04.202511120");
		Map<String, Object> osDisk = JsonText
			.object("osType", "Linux", "name", disk, "createOption", "FromImage", "caching", "ReadWrite", "managedDisk",
					JsonText.object("storageAccountType", "Premium_LRS", "id",
							ResourceIdCase.groupInCapitals(vm.resourceGroup().id())
									+ "/providers/Microsoft.Compute/disks/" + disk),
					"deleteOption", "Delete", "diskSizeGB", 30);
		return JsonText.object("vmId", vm.vmId().toString(), "hardwareProfile", JsonText.object("vmSize", vm.size()),
				"storageProfile", JsonText.object("imageReference", image, "osDisk", osDisk, "dataDisks", List.of()),
				"osProfile",
				JsonText.object("computerName", vm.computerName(), "adminUsername", "azureuser", "linuxConfiguration",
						JsonText.object("disablePasswordAuthentication", true, "provisionVMAgent", true), "secrets",
						List.of(), "allowExtensionOperations", true, "requireGuestProvisionSignal", true),
				"provisioningState", vm.provisioningState(), "timeCreated", "2026-01-05T08:00:00.0000000+00:00");
	}

	private static Map<String, Object> networkProfile(SimulatedVm vm, boolean showPrimary) {
		List<Object> references = new ArrayList<>();
		for (SimulatedNic nic : vm.nics()) {
			Boolean primary = showPrimary ? nic.primary() : null;
			references.add(JsonText.object("id", ResourceIdCase.groupInSmallLetters(nic.id()), "properties",
					(primary != null) ? JsonText.object("primary", primary) : null));
		}
		return JsonText.object("networkInterfaces", references);
	}

	private static Map<String, Object> networkProfileConfiguration(SimulatedVm vm) {
		List<Object> configurations = new ArrayList<>();
		for (SimulatedNic nic : vm.nics()) {
			Map<String, Object> ip = JsonText.object("name", "ipconfig1", "properties",
					JsonText.object("primary", true, "privateIPAddressVersion", "IPv4"));
			configurations.add(JsonText.object("name", nic.name(), "properties",
					JsonText.object("primary", nic == vm.nic(), "enableAcceleratedNetworking", false,
							"disableTcpStateTracking", false, "dnsSettings", JsonText.object("dnsServers", List.of()),
							"enableIPForwarding", false, "ipConfigurations", List.of(ip))));
		}
		return JsonText.object("networkInterfaceConfigurations", configurations);
	}

	private static ListedItem listed(SimulatedVm vm, String id, Map<String, Object> properties,
			@Nullable Map<String, String> tags) {
		String zone = vm.zone();
		return new ListedItem(ResourceIdCase.key(vm.id()),
				JsonText.object("name", vm.name(), "id", id, "type", "Microsoft.Compute/virtualMachines", "location",
						vm.location(), "tags", tags, "zones", (zone != null) ? List.of(zone) : null, "properties",
						properties, "etag", "\"1\""));
	}

}
