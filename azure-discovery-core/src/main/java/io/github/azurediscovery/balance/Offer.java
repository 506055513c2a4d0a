package io.github.azurediscovery.balance;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
		Counts counts = Counts.of(members);
		int routable = counts.ready + counts.suspect + counts.accused + counts.accusedAgain;
		if (counts.ready == members.size()) {
			return new Offer(all(members), false);
		}
		if (routable > 0 && (counts.soft == 0 || panicThreshold == 0
				|| routable > panicThreshold * outsideMaintenance(members))) {
			return new Offer(pick(members, EnumSet.of(counts.best())), false);
		}
		if (routable + counts.soft > 0) {
			return new Offer(pick(members, EnumSet.of(counts.best(), Standing.SOFT)), true);
		}
		List<Instance> leaving = pick(members, EnumSet.of(Standing.MAINTENANCE));
		return new Offer(leaving.isEmpty() ? all(members) : leaving, true);
	}

	private static long outsideMaintenance(List<Verdict> members) {
		return members.stream().filter((member) -> member.health().maintenance() == null).count();
	}

	private static List<Instance> all(List<Verdict> members) {
		return pick(members, EnumSet.allOf(Standing.class));
	}

	/** Called for every change of a verdict, so that it copies no more than it must. */
	private static List<Instance> pick(List<Verdict> members, Set<Standing> wanted) {
		Instance[] picked = new Instance[members.size()];
		int number = 0;
		for (Verdict member : members) {
			if (wanted.contains(member.standing())) {
				picked[number++] = member.instance();
			}
		}
		return List.of((number == picked.length) ? picked : Arrays.copyOf(picked, number));
	}

	/** How many members stand how. */
	private static final class Counts {

		private int ready;

		private int suspect;

		private int accused;

		private int accusedAgain;

		private int soft;

		static Counts of(List<Verdict> members) {
			Counts counts = new Counts();
			for (Verdict member : members) {
				switch (member.standing()) {
					case ROUTABLE -> counts.ready++;
					case SUSPECT -> counts.suspect++;
					case ACCUSED -> counts.accused++;
					case ACCUSED_AGAIN -> counts.accusedAgain++;
					case SOFT -> counts.soft++;
					case MAINTENANCE, HARD -> {
					}
				}
			}
			return counts;
		}

		/**
		 * Return the standing of those to offer: while all that are routable are accused,
		 * an instance that does badly is better than one that may be dead.
		 */
		Standing best() {
			if (this.ready > 0) {
				return Standing.ROUTABLE;
			}
			if (this.suspect > 0) {
				return Standing.SUSPECT;
			}
			if (this.soft > 0) {
				return Standing.SOFT;
			}
			return (this.accused > 0) ? Standing.ACCUSED : Standing.ACCUSED_AGAIN;
		}

	}

}
