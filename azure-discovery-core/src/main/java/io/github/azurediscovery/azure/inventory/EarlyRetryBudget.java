package io.github.azurediscovery.azure.inventory;

import java.util.Set;

/**
 * For how long something that is not settled is a reason to ask again soon: for a few
 * answers, and again as soon as it changes. What has not moved by then may stay as it is
 * for ever. Not thread-safe.
 */
final class EarlyRetryBudget {

	private static final int ANSWERS = 3;

	private Set<?> unsettled = Set.of();

	private long since;

	/**
	 * Return whether to ask soon.
	 * @param unsettled what is not settled
	 * @param answers how many answers there were
	 */
	boolean stirs(Set<?> unsettled, long answers) {
		if (!unsettled.equals(this.unsettled)) {
			this.unsettled = Set.copyOf(unsettled);
			this.since = answers;
		}
		return !unsettled.isEmpty() && answers - this.since < ANSWERS;
	}

}
