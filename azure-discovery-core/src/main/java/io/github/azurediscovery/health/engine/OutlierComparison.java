package io.github.azurediscovery.health.engine;

import java.time.Instant;
import java.util.List;

/**
 * Distinguishes a failing instance from a failing service. Soft failures eject a member
 * only if most of the others do better: a shared database that is down, a bad release
 * everywhere, or a caller with wrong certificates makes all of them fail likewise, and
 * then there is no better one to call.
 */
final class OutlierComparison {

	/** Sufficient to see what most members do, whatever the size of the service. */
	private static final int SAMPLE = 50;

	private OutlierComparison() {
	}

	/**
	 * Return whether a member does worse than most of the others that may be picked.
	 * @param member the member, whose last calls have failed
	 * @param all the members of its service
	 * @param now the time
	 * @return {@code false} if most of the others fail likewise, or if there is no other
	 */
	static boolean standsOut(HealthMember member, List<HealthMember> all, Instant now) {
		int failures = member.history().streak().length();
		int others = 0;
		int alike = 0;
		int start = Math.floorMod(member.instance().id().hashCode(), Math.max(1, all.size()));
		for (int i = 0; i < all.size() && others < SAMPLE; i++) {
			HealthMember other = all.get((start + i) % all.size());
			if (other != member && other.verdict().health().routable() && !other.accusations().accused()) {
				others++;
				alike += other.history().streak().resembles(failures, now) ? 1 : 0;
			}
		}
		return 2 * alike <= others && others > 0;
	}

}
