package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides when to retry after access was denied. A new role assignment takes minutes to
 * take effect, so the first retry is after a minute, then the pause doubles up to an
 * hour. Not thread-safe.
 */
final class DeniedAccessBackoff {

	private static final Duration FIRST = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	private Duration pause = Duration.ZERO;

	private Instant refused = Instant.MIN;

	/**
	 * Record that access was denied.
	 * @param now when
	 * @return when to retry
	 */
	Instant refused(Instant now) {
		Duration longer = this.pause.isZero() ? FIRST : this.pause.multipliedBy(2);
		this.pause = (longer.compareTo(LONGEST) < 0) ? longer : LONGEST;
		this.refused = now;
		return now.plus(this.pause);
	}

	/** Record that access was granted. */
	void granted() {
		this.pause = Duration.ZERO;
	}

	/** Return whether it is too early to retry; never after the clock was set back. */
	boolean waits(Instant now) {
		return !this.pause.isZero() && !now.isBefore(this.refused) && now.isBefore(this.refused.plus(this.pause));
	}

}
