package io.github.azurediscovery.azure;

import java.util.HashSet;
import java.util.Set;

import io.github.azurediscovery.imds.InstanceMetadata;
import org.jspecify.annotations.Nullable;

/**
 * This VM, as far as it is known: by its metadata, or by its configured address.
 *
 * @param vmId its identity
 * @param id its resource id
 * @param addresses its addresses
 */
record Own(@Nullable String vmId, @Nullable ResourceId id, Set<String> addresses) {

	static Own of(@Nullable InstanceMetadata metadata, @Nullable String ownAddress) {
		Set<String> addresses = new HashSet<>();
		if (ownAddress != null && !ownAddress.isBlank()) {
			addresses.add(ownAddress.strip());
		}
		if (metadata == null) {
			return new Own(null, null, addresses);
		}
		return new Own(metadata.vmId(), ResourceId.orNull(metadata.resourceId()), addresses);
	}

	boolean is(Candidate candidate, Set<String> candidateAddresses) {
		String vmId = candidate.identity().vmId();
		return (this.vmId != null && this.vmId.equalsIgnoreCase(vmId)) || candidate.id().equals(this.id)
				|| candidateAddresses.stream().anyMatch(this.addresses::contains);
	}

}
