package io.github.azurediscovery.azure;

import java.util.List;
import java.util.Map;

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
record Candidate(ResourceId id, VmIdentity identity, String name, @Nullable String region, TagSet tags,
		@Nullable ResourceId scaleSet, @Nullable VmDetails details, List<Nic> nics,
		Map<ResourceId, String> publicAddresses, @Nullable String obstacle, boolean unconfirmed, boolean richHealth) {

	Candidate {
		nics = List.copyOf(nics);
	}

}
