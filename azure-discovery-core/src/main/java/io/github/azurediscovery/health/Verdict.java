package io.github.azurediscovery.health;

import io.github.azurediscovery.catalog.Instance;

/**
 * A member together with what is held against it. Immutable.
 *
 * @param instance the member
 * @param health the verdict and its reasons
 * @param standing how much speaks against picking it
 */
public record Verdict(Instance instance, InstanceHealth health, Standing standing) {

	static Verdict byPlatformAlone(Instance instance) {
		boolean routable = instance.platform().routable();
		return new Verdict(instance, new InstanceHealth(routable, instance.platform(), null, null, null),
				routable ? Standing.ROUTABLE : Standing.SOFT);
	}

}
