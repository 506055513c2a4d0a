package io.github.azurediscovery.azure;

import org.jspecify.annotations.Nullable;

/**
 * A VM or a scale set as Azure Resource Manager itself lists it.
 *
 * @param id the resource id
 * @param name the name
 * @param region the region
 * @param tags its own tags
 */
record Resource(ResourceId id, String name, @Nullable String region, TagSet tags) {

	boolean scaleSet() {
		return this.id.scaleSet() != null;
	}

}
