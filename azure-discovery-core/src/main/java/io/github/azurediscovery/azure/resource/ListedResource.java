package io.github.azurediscovery.azure.resource;

import org.jspecify.annotations.Nullable;

/**
 * A VM or a scale set as Azure Resource Manager itself lists it.
 *
 * @param id the resource id
 * @param name the name
 * @param region the region
 * @param tags its own tags
 * @param manager the Flexible scale set that manages a VM, {@code null} for none or if
 * Azure does not tell ({@code managedBy} in the VM's model of the Compute API)
 * @param capacity how many VMs a scale set has, {@code null} for a VM or if Azure does
 * not tell ({@code sku.capacity} in the set's model of the Compute API)
 */
public record ListedResource(AzureResourceId id, String name, @Nullable String region, ResourceTags tags,
		@Nullable AzureResourceId manager, @Nullable Integer capacity) {

	public boolean scaleSet() {
		return this.id.scaleSet() != null;
	}

}
