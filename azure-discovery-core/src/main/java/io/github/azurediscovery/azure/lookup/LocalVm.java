package io.github.azurediscovery.azure.lookup;

import java.util.HashSet;
import java.util.Set;

import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.imds.InstanceMetadata;
import org.jspecify.annotations.Nullable;

/**
 * This VM, as far as it is known: by its metadata, or by its configured address.
 *
 * @param vmId its identity
 * @param id its resource id
 * @param addresses its addresses
 */
public record LocalVm(@Nullable String vmId, @Nullable AzureResourceId id, Set<String> addresses) {

	public static LocalVm of(@Nullable InstanceMetadata metadata, @Nullable String ownAddress) {
		Set<String> addresses = new HashSet<>();
		if (ownAddress != null && !ownAddress.isBlank()) {
			addresses.add(ownAddress.strip());
		}
		if (metadata == null) {
			return new LocalVm(null, null, addresses);
		}
		return new LocalVm(metadata.vmId(), AzureResourceId.orNull(metadata.resourceId()), addresses);
	}

	boolean is(DiscoveredVm candidate, Set<String> candidateAddresses) {
		String vmId = candidate.identity().vmId();
		return (this.vmId != null && this.vmId.equalsIgnoreCase(vmId)) || candidate.id().equals(this.id)
				|| candidateAddresses.stream().anyMatch(this.addresses::contains);
	}

}
