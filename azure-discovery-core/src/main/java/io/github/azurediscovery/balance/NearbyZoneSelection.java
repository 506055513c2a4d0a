package io.github.azurediscovery.balance;

import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.InstanceVerdict;

/**
 * Decides for one service whether the zone has enough to offer. It is left when its
 * routable share falls under the minimum, and returned to only some way above it, so that
 * one instance that comes and goes does not make the calls jump.
 */
final class NearbyZoneSelection {

	private static final double MARGIN = 0.1;

	private boolean left;

	/**
	 * Return the instances to offer to callers in the zone.
	 * @param offer what is offered to callers everywhere
	 * @return those in the zone; the same as to all if they are too few
	 */
	List<Instance> nearby(Zone zone, double minShare, OfferedInstances offer) {
		if (zone.equals(Zone.NONE)) {
			return offer.instances();
		}
		int there = 0;
		int routable = 0;
		for (InstanceVerdict member : offer.members()) {
			if (zone.holds(member.instance())) {
				there++;
				routable += member.health().routable() ? 1 : 0;
			}
		}
		double share = (there > 0) ? (double) routable / there : 0;
		this.left = share < (this.left ? Math.min(1, minShare + MARGIN) : minShare);
		if (this.left || offer.panic()) {
			return offer.instances();
		}
		List<Instance> near = offer.instances().stream().filter(zone::holds).toList();
		return near.isEmpty() ? offer.instances() : near;
	}

}
