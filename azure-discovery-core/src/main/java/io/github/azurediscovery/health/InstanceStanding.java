package io.github.azurediscovery.health;

/**
 * How much speaks against picking an instance, from nothing to the most. When too few
 * instances are routable, those with less against them are offered first.
 */
public enum InstanceStanding {

	/** Nothing speaks against it. */
	ROUTABLE,

	/**
	 * Routable, but for a moment others are picked: after a reset until one connect has
	 * decided, and while a single call tries an instance that did badly before.
	 */
	SUSPECT,

	/**
	 * Routable, but not offered while another instance is: a caller could not connect to
	 * it, and a connection of ours has not decided yet.
	 */
	ACCUSED,

	/**
	 * Accused again before a connection of ours could decide, while no call to it
	 * succeeded: another instance that is accused is the better choice.
	 */
	ACCUSED_AGAIN,

	/** It does badly: Application Health, a probe, or the answers callers got. */
	SOFT,

	/** It still works, but its maintenance is announced or under way. */
	MAINTENANCE,

	/** It is dead: a caller could not connect to it, and neither could we. */
	HARD;

	/**
	 * Return whether an instance that stands so may be picked, if only while no better
	 * one is there.
	 * @return whether it is routable
	 */
	public boolean routable() {
		return switch (this) {
			case ROUTABLE, SUSPECT, ACCUSED, ACCUSED_AGAIN -> true;
			case SOFT, MAINTENANCE, HARD -> false;
		};
	}

}
