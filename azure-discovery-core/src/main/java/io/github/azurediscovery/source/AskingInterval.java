package io.github.azurediscovery.source;

import java.time.Duration;

/** How often anything may be asked: what is longer or shorter cannot be meant. */
public final class AskingInterval {

	/** The shortest interval. */
	public static final Duration SHORTEST = Duration.ofMillis(1);

	/** The longest interval. */
	public static final Duration LONGEST = Duration.ofDays(365);

	private AskingInterval() {
	}

	/**
	 * Check an interval.
	 * @param setting the name of the setting
	 * @param interval its value
	 * @return the value
	 * @throws IllegalArgumentException if it is not from 1 ms to 365 days
	 */
	public static Duration check(String setting, Duration interval) {
		if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					setting + " is " + interval + ": it must be from 1 ms to " + LONGEST.toDays() + " days");
		}
		return interval;
	}

}
