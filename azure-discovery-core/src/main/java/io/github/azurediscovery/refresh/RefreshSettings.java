package io.github.azurediscovery.refresh;

import java.time.Duration;

/**
 * How often to ask, and how to guard against sudden loss.
 *
 * @param interval the time from one round to the next
 * @param jitter the share of the interval by which it varies at random, 0 to 1
 * @param maxBackoff the longest time between two rounds while a source fails
 * @param maxLoss the share of a service that may be missing from one answer without
 * confirmation, 0 to 1
 * @param confirmations how many further successful answers must lack an instance that the
 * guard holds
 */
public record RefreshSettings(Duration interval, double jitter, Duration maxBackoff, double maxLoss,
		int confirmations) {

	/** The defaults. */
	public static final RefreshSettings DEFAULT = new RefreshSettings(Duration.ofSeconds(30), 0.2,
			Duration.ofMinutes(5), 0.5, 2);

}
