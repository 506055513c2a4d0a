package io.github.azurediscovery.azure.inventory;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A VM that may become an instance, with all that is known of it.
 *
 * @param id the resource id
 * @param identity the stable identity
 * @param name the name Azure shows
 * @param region the region
 * @param tags its tags, those of its scale set inherited
 * @param scaleSet its scale set
 * @param details what Compute says, {@code null} if it did not
 * @param nics its network interfaces
 * @param publicAddresses the public addresses that were listed
 * @param obstacle why it is no member in any case, {@code null} if nothing is known
 * against it
 * @param unconfirmed whether only its network interface was seen
 * @param richHealth whether its Application Health extension tells more than healthy and
 * unhealthy
 */
public record DiscoveredVm(AzureResourceId id, VmIdentity identity, String name, @Nullable String region,
		ResourceTags tags, @Nullable AzureResourceId scaleSet, @Nullable VmDetails details, List<Nic> nics,
		Map<AzureResourceId, String> publicAddresses, @Nullable String obstacle, boolean unconfirmed,
		boolean richHealth) {

	public DiscoveredVm {
		nics = List.copyOf(nics);
	}

}
