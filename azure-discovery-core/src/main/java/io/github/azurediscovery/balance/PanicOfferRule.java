package io.github.azurediscovery.balance;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.InstanceVerdict;

/**
 * Which members of a service to offer to callers.
 *
 * @param standings the standings of the members to offer
 * @param panic whether unhealthy ones are among them
 */
record PanicOfferRule(Set<InstanceStanding> standings, boolean panic) {

	/**
	 * Decide which members to offer: all that are routable, the suspect only when no
	 * other is, and the accused last; when that is too small a share, also those that do
	 * badly; if there is none, those in maintenance; if there is none either, the dead.
	 * @param counts how the members stand
	 * @param panicThreshold the share, members in maintenance left out
	 */
	static PanicOfferRule of(InstanceStandingCounts counts, double panicThreshold) {
		int routable = counts.routable();
		if (routable > 0 && (counts.soft() == 0 || panicThreshold == 0
				|| routable > panicThreshold * counts.outsideMaintenance())) {
			return healthy(EnumSet.of(counts.best()));
		}
		if (routable + counts.soft() > 0) {
			return panicking(EnumSet.of(counts.best(), InstanceStanding.SOFT));
		}
		return panicking((counts.leaving() > 0) ? EnumSet.of(InstanceStanding.MAINTENANCE)
				: EnumSet.allOf(InstanceStanding.class));
	}

	private static PanicOfferRule healthy(Set<InstanceStanding> standings) {
		return new PanicOfferRule(standings, false);
	}

	private static PanicOfferRule panicking(Set<InstanceStanding> standings) {
		return new PanicOfferRule(standings, true);
	}

	boolean offers(InstanceVerdict member) {
		return this.standings.contains(member.standing());
	}

	/** Return the instances to offer, in the order of the members. */
	InstanceList select(List<InstanceVerdict> members) {
		List<Instance> offered = new ArrayList<>(members.size());
		for (InstanceVerdict member : members) {
			if (offers(member)) {
				offered.add(member.instance());
			}
		}
		return InstanceList.of(offered);
	}

}
