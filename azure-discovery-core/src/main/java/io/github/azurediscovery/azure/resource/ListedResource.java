package io.github.azurediscovery.azure.resource;

import org.jspecify.annotations.Nullable;

/**
 * A VM or a scale set as listed by Azure Resource Manager itself.
 *
 * @param id the resource id
 * @param name the name
 * @param region the region
 * @param tags its own tags
 * @param managingSet the Flexible scale set that manages a VM, {@code null} if there is
 * none or Azure does not report it ({@code managedBy} in the VM's model of the Compute
 * API)
 * @param capacity the number of VMs of a scale set, {@code null} for a VM or if Azure
 * does not report it ({@code sku.capacity} in the set's model of the Compute API)
 */
public record ListedResource(AzureResourceId id, String name, @Nullable String region, ResourceTags tags,
		@Nullable AzureResourceId managingSet, @Nullable Integer capacity) {

	public boolean isScaleSet() {
		return this.id.scaleSet() != null;
	}

}
