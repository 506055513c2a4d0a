package io.github.azurediscovery.azure.lookup;

import java.util.HashSet;
import java.util.Set;

import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.VmIdentity;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.imds.InstanceMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The VM this process runs on, as far as known from instance metadata or its configured
 * address.
 *
 * @param vmId the id that Azure gave it
 * @param id its resource id
 * @param addresses its addresses
 */
public record LocalVmIdentity(@Nullable String vmId, @Nullable AzureResourceId id, Set<String> addresses) {

	public static LocalVmIdentity of(@Nullable InstanceMetadata metadata, @Nullable String ownAddress) {
		Set<String> addresses = new HashSet<>();
		if (ownAddress != null && !ownAddress.isBlank()) {
			addresses.add(ownAddress.strip());
		}
		if (metadata == null) {
			return new LocalVmIdentity(null, null, addresses);
		}
		return new LocalVmIdentity(metadata.vmId(), AzureResourceId.orNull(metadata.resourceId()), addresses);
	}

	/**
	 * Return whether an instance, which another process may have found, is on this VM.
	 * @param instance the instance
	 */
	public boolean matches(Instance instance) {
		boolean same = this.id != null && instance.id().startsWith(VmIdentity.of(this.id, null).id());
		return same || (this.vmId != null && this.vmId.equalsIgnoreCase(instance.vmId()))
				|| instance.addresses().privates().stream().anyMatch(this.addresses::contains);
	}

	boolean matches(DiscoveredVm vm, Set<String> vmAddresses) {
		String vmId = vm.identity().vmId();
		return (this.vmId != null && this.vmId.equalsIgnoreCase(vmId)) || vm.id().equals(this.id)
				|| vmAddresses.stream().anyMatch(this.addresses::contains);
	}

}
