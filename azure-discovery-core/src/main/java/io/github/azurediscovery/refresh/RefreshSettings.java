package io.github.azurediscovery.refresh;

import java.time.Duration;

import io.github.azurediscovery.source.AskingInterval;

/**
 * How often to ask, and how to guard against sudden loss.
 *
 * @param interval the time from one round to the next, from 1 ms to 365 days
 * @param jitter the share of the interval by which it varies at random, 0 to 1
 * @param maxBackoff the longest time between two rounds while a source fails, from 1 ms
 * to 365 days; a source with a longer interval is asked in its interval
 * @param maxLoss the share of a service that may be missing from one answer without
 * confirmation, 0 to 1
 * @param confirmations how many further successful answers must lack an instance that the
 * guard holds, from 0 to 1000
 */
public record RefreshSettings(Duration interval, double jitter, Duration maxBackoff, double maxLoss,
		int confirmations) {

	/** The defaults. */
	public static final RefreshSettings DEFAULT = new RefreshSettings(Duration.ofSeconds(30), 0.2,
			Duration.ofMinutes(5), 0.5, 2);

	private static final int MOST_CONFIRMATIONS = 1000;

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if one of them cannot be meant; the message names
	 * it and says what it may be
	 */
	public RefreshSettings {
		AskingInterval.check("interval", interval);
		share("jitter", jitter);
		AskingInterval.check("maxBackoff", maxBackoff);
		share("maxLoss", maxLoss);
		if (confirmations < 0 || confirmations > MOST_CONFIRMATIONS) {
			throw new IllegalArgumentException(
					"confirmations is " + confirmations + ": it must be from 0 to " + MOST_CONFIRMATIONS);
		}
	}

	private static void share(String setting, double share) {
		if (!(share >= 0 && share <= 1)) {
			throw new IllegalArgumentException(setting + " is " + share + ": it must be from 0 to 1");
		}
	}

}
