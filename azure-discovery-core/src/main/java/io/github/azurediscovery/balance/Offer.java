package io.github.azurediscovery.balance;

import java.util.ArrayList;
import java.util.List;
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
	 * Decide whom to offer: everybody routable, the suspect only when nobody else is;
	 * when that is too small a share, also those who do badly; if that is nobody at all,
	 * those in maintenance; if that is nobody either, the dead.
	 * @param members the verdict on every member
	 * @param panicThreshold the share, members in maintenance left out
	 */
	static Offer of(List<Verdict> members, double panicThreshold) {
		int routable = 0;
		int suspect = 0;
		int counted = 0;
		int soft = 0;
		for (Verdict member : members) {
			routable += member.health().routable() ? 1 : 0;
			suspect += (member.standing() == Standing.SUSPECT) ? 1 : 0;
			soft += (member.standing() == Standing.SOFT) ? 1 : 0;
			counted += (member.health().maintenance() == null) ? 1 : 0;
		}
		boolean enough = routable > 0 && routable > panicThreshold * counted;
		boolean sparing = suspect < routable;
		if (routable == members.size() && !(sparing && suspect > 0)) {
			return new Offer(pick(members, (standing) -> true), false);
		}
		if (enough || (routable > 0 && soft == 0)) {
			return new Offer(pick(members, (standing) -> isRoutable(standing, sparing)), false);
		}
		if (routable + soft > 0) {
			return new Offer(pick(members, (standing) -> isRoutable(standing, sparing) || standing == Standing.SOFT),
					true);
		}
		List<Instance> leaving = pick(members, (standing) -> standing == Standing.MAINTENANCE);
		return new Offer(leaving.isEmpty() ? pick(members, (standing) -> true) : leaving, true);
	}

	private static boolean isRoutable(Standing standing, boolean sparing) {
		return standing == Standing.ROUTABLE || (standing == Standing.SUSPECT && !sparing);
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
