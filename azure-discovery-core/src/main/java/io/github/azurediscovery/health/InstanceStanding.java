package io.github.azurediscovery.health;

/**
 * How strong the evidence against an instance is, from none to the strongest. When too
 * few instances are routable, those with the weakest evidence against them are offered
 * first.
 */
public enum InstanceStanding {

	/** There is no evidence against it. */
	ROUTABLE,

	/**
	 * Routable, but others are picked for a moment: after a reset until one connection
	 * has decided, and while a single call tries an instance that did badly before.
	 */
	SUSPECT,

	/**
	 * Routable, but not offered while another instance is available: a caller could not
	 * connect to it, and the library's own connection has not decided yet.
	 */
	ACCUSED,

	/**
	 * Accused again before the library's own connection could decide, while no call to it
	 * succeeded: another accused instance is the better choice.
	 */
	ACCUSED_AGAIN,

	/** Degraded, according to Application Health, a probe, or outcomes of calls. */
	SOFT,

	/** It still works, but its maintenance is announced or under way. */
	MAINTENANCE,

	/** Dead: neither a caller nor the library could connect to it. */
	HARD;

	/**
	 * Return whether such an instance may be picked, at least while there is no better
	 * one.
	 * @return whether it is routable
	 */
	public boolean routable() {
		return switch (this) {
			case ROUTABLE, SUSPECT, ACCUSED, ACCUSED_AGAIN -> true;
			case SOFT, MAINTENANCE, HARD -> false;
		};
	}

}
