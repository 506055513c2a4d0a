package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The time from one request to the next. Jitter only adds to the interval of a source
 * that answers, so that no source is asked more often than configured.
 */
final class RefreshSchedule {

	private final RefreshSettings settings;

	private final RandomGenerator random;

	RefreshSchedule(RefreshSettings settings, RandomGenerator random) {
		this.settings = settings;
		this.random = random;
	}

	/**
	 * Return the time from the start of one round to the start of the next.
	 * @param interval the configured interval
	 * @return between the interval and the interval plus jitter
	 */
	Duration next(Duration interval) {
		double jitter = this.settings.jitter() * this.random.nextDouble();
		return interval.plus(Duration.ofNanos((long) (interval.toNanos() * jitter)));
	}

	/**
	 * Return the minimum time from the last failure of a source until it is asked again.
	 * The jitter of the rounds spreads many clients.
	 * @param interval the configured interval
	 * @param failures how many failures in a row, from 1
	 * @return the interval, doubled with every further failure up to the longest backoff;
	 * never less than the interval
	 */
	Duration backoff(Duration interval, int failures) {
		Duration backoff = interval;
		for (int i = 1; i < failures && backoff.compareTo(this.settings.maxBackoff()) < 0; i++) {
			backoff = backoff.multipliedBy(2);
		}
		Duration longest = this.settings.maxBackoff();
		return (backoff.compareTo(longest) < 0) ? backoff : (interval.compareTo(longest) < 0) ? longest : interval;
	}

}
