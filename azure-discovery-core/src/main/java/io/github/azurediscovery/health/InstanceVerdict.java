package io.github.azurediscovery.health;

import io.github.azurediscovery.catalog.Instance;

/**
 * A member together with the evidence against it. Immutable.
 *
 * @param instance the member
 * @param health the verdict and its reasons
 * @param standing how strong the evidence against it is
 */
public record InstanceVerdict(Instance instance, InstanceHealth health, InstanceStanding standing) {

	public static InstanceVerdict byPlatformAlone(Instance instance) {
		InstanceHealth health = InstanceHealth.byPlatformAlone(instance.platform());
		return new InstanceVerdict(instance, health,
				health.routable() ? InstanceStanding.ROUTABLE : InstanceStanding.SOFT);
	}

}
