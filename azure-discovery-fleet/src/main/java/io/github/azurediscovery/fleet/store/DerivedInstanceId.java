package io.github.azurediscovery.fleet.store;

import java.util.Map;

import io.github.azurediscovery.azure.AzureMetadataKeys;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.VmIdentity;
import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The id that an instance has by the rule of {@link VmIdentity}. A document need not
 * carry what follows from the rest of it: an id is random to a packer, and the second
 * largest part of an instance.
 */
final class DerivedInstanceId {

	private DerivedInstanceId() {
	}

	static @Nullable String of(Instance instance) {
		return of(instance.name(), instance.scaleSet(), instance.resourceGroup(), instance.metadata());
	}

	/**
	 * Derive the id.
	 * @param name the name of the VM
	 * @param scaleSet the name of its scale set
	 * @param group the name of its resource group
	 * @param metadata where its subscription stands
	 * @return the id without a port, or {@code null} if a part is missing. For a VM with
	 * an unusual name it may be that of another
	 */
	static @Nullable String of(@Nullable String name, @Nullable String scaleSet, @Nullable String group,
			Map<String, String> metadata) {
		String subscription = metadata.get(AzureMetadataKeys.SUBSCRIPTION);
		if (name == null || group == null || subscription == null) {
			return null;
		}
		String number = (scaleSet != null) ? numberIn(name, scaleSet) : null;
		String vm = (number != null) ? "virtualMachineScaleSets/" + scaleSet + "/virtualMachines/" + number
				: "virtualMachines/" + name;
		AzureResourceId id = AzureResourceId.orNull(
				"/subscriptions/" + subscription + "/resourceGroups/" + group + "/providers/Microsoft.Compute/" + vm);
		return (id != null) ? VmIdentity.of(id, null).id() : null;
	}

	/** Uniform scale sets name their VMs by number. */
	private static @Nullable String numberIn(String name, String scaleSet) {
		String prefix = scaleSet + "_";
		String number = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
		return (!number.isEmpty() && number.chars().allMatch((digit) -> digit >= '0' && digit <= '9')) ? number : null;
	}

}
