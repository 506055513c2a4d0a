package io.github.azurediscovery.fleet;

/**
 * Told what a member does in its fleet, for metrics. Called on threads of the fleet; must
 * be quick. What it throws is logged and changes nothing.
 */
public interface FleetListener {

	/**
	 * A request to the store has ended.
	 * @param operation what was asked for, such as {@code read-head}
	 * @param outcome {@code success}, or the kind of failure, such as {@code throttled}
	 */
	default void requested(String operation, String outcome) {
	}

	/**
	 * Something happened to the seat of the poller.
	 * @param outcome what happened to this candidate
	 */
	default void elected(ElectionOutcome outcome) {
	}

	/** What may happen to a candidate. */
	enum ElectionOutcome {

		/** It became the poller. */
		WON,

		/** Another was faster. */
		LOST,

		/** It was the poller, and the seat is another's or not known to be its own. */
		DEPOSED,

		/** It was the poller and gave the seat up, as it could not ask Azure. */
		RESIGNED,

		/** It was the poller and has ended. */
		RELEASED

	}

}
