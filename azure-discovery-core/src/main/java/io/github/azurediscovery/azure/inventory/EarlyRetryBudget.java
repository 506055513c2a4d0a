package io.github.azurediscovery.azure.inventory;

import java.util.Set;

/**
 * Limits early retries: unsettled questions justify them for a few responses, and again
 * when they change. What has not changed by then may never change. Not thread-safe.
 */
final class EarlyRetryBudget {

	private static final int ANSWERS = 3;

	private Set<?> unsettled = Set.of();

	private long since;

	/**
	 * Return whether to query again soon.
	 * @param unsettled the unsettled questions
	 * @param answers the number of responses so far
	 */
	boolean allowsRetry(Set<?> unsettled, long answers) {
		if (!unsettled.equals(this.unsettled)) {
			this.unsettled = Set.copyOf(unsettled);
			this.since = answers;
		}
		return !unsettled.isEmpty() && answers - this.since < ANSWERS;
	}

}
