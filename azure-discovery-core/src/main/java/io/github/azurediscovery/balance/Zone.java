package io.github.azurediscovery.balance;

import io.github.azurediscovery.catalog.Instance;

import org.jspecify.annotations.Nullable;

/**
 * The availability zone that calls come from. Zones are numbered anew in every region and
 * subscription.
 *
 * @param name the number of the zone, or {@code null} if there is none
 * @param region the region of the zone, or {@code null} if any instance with that zone is
 * near
 */
public record Zone(@Nullable String name, @Nullable String region) {

	/** No zone. */
	public static final Zone NONE = new Zone(null, null);

	boolean holds(Instance instance) {
		return this.name != null && this.name.equals(instance.zone()) && isRegionOf(instance);
	}

	/** Asked of every member at every change, and as a rule spelt alike. */
	private boolean isRegionOf(Instance instance) {
		String other = instance.region();
		return this.region == null || other == null || this.region.equals(other) || this.region.equalsIgnoreCase(other);
	}

}
