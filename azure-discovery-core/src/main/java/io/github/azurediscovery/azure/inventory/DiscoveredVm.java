package io.github.azurediscovery.azure.inventory;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.HealthStates;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A VM that may become an instance, joined from all lists.
 *
 * @param id the resource id
 * @param identity the stable identity
 * @param name the name Azure shows
 * @param region the region
 * @param tags its tags, those of its scale set inherited
 * @param scaleSet its scale set
 * @param details what Compute reports, {@code null} if it has not yet
 * @param nics its network interfaces
 * @param publicAddresses the public addresses that were listed
 * @param obstacle why it cannot be a member, {@code null} if nothing is known against it
 * @param unconfirmed whether only its network interface is listed
 * @param healthStates the states that its Application Health extension reports
 */
public record DiscoveredVm(AzureResourceId id, VmIdentity identity, String name, @Nullable String region,
		ResourceTags tags, @Nullable AzureResourceId scaleSet, @Nullable VmDetails details, List<Nic> nics,
		Map<AzureResourceId, String> publicAddresses, @Nullable VmObjection obstacle, boolean unconfirmed,
		HealthStates healthStates) {

	public DiscoveredVm {
		nics = List.copyOf(nics);
	}

	/** Create a VM that is listed, with nothing known against it. */
	public DiscoveredVm(AzureResourceId id, VmIdentity identity, String name, @Nullable String region,
			ResourceTags tags, @Nullable AzureResourceId scaleSet, @Nullable VmDetails details, List<Nic> nics,
			Map<AzureResourceId, String> publicAddresses) {
		this(id, identity, name, region, tags, scaleSet, details, nics, publicAddresses, null, false,
				HealthStates.BINARY);
	}

}
