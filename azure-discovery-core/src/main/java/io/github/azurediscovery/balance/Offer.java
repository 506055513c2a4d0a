package io.github.azurediscovery.balance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.Standing;
import io.github.azurediscovery.health.Verdict;

/**
 * Whom to offer to callers.
 *
 * @param instances the instances, in the order of the members
 * @param panic whether unhealthy ones are among them
 */
record Offer(List<Instance> instances, boolean panic) {

	/**
	 * Decide which instances to offer: all that are routable, the suspect only when no
	 * other is, and the accused last; when that is too small a share, also those that do
	 * badly; if there is none, those in maintenance; if there is none either, the dead.
	 * @param members the verdict on every member
	 * @param panicThreshold the share, members in maintenance left out
	 */
	static Offer of(List<Verdict> members, double panicThreshold) {
		Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
		int counted = 0;
		for (Verdict member : members) {
			counts.merge(member.standing(), 1, Integer::sum);
			counted += (member.health().maintenance() == null) ? 1 : 0;
		}
		int ready = counts.getOrDefault(Standing.ROUTABLE, 0);
		int suspect = counts.getOrDefault(Standing.SUSPECT, 0);
		int accused = counts.getOrDefault(Standing.ACCUSED, 0) + counts.getOrDefault(Standing.ACCUSED_AGAIN, 0);
		int soft = counts.getOrDefault(Standing.SOFT, 0);
		if (ready == members.size()) {
			return new Offer(pick(members, (standing) -> true), false);
		}
		int routable = ready + suspect + accused;
		if (routable > 0 && (routable > panicThreshold * counted || soft == 0)) {
			Standing best = best(counts);
			return new Offer(pick(members, (standing) -> standing == best), false);
		}
		if (routable + soft > 0) {
			Standing best = best(counts);
			return new Offer(pick(members, (standing) -> standing == best || standing == Standing.SOFT), true);
		}
		List<Instance> leaving = pick(members, (standing) -> standing == Standing.MAINTENANCE);
		return new Offer(leaving.isEmpty() ? pick(members, (standing) -> true) : leaving, true);
	}

	/**
	 * Return the standing of those to offer: while all that are routable are accused, an
	 * instance that does badly is better than one that may be dead.
	 */
	private static Standing best(Map<Standing, Integer> counts) {
		for (Standing standing : List.of(Standing.ROUTABLE, Standing.SUSPECT, Standing.SOFT, Standing.ACCUSED)) {
			if (counts.containsKey(standing)) {
				return standing;
			}
		}
		return Standing.ACCUSED_AGAIN;
	}

	private static List<Instance> pick(List<Verdict> members, Predicate<Standing> wanted) {
		List<Instance> picked = new ArrayList<>(members.size());
		for (Verdict member : members) {
			if (wanted.test(member.standing())) {
				picked.add(member.instance());
			}
		}
		return List.copyOf(picked);
	}

}
