package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.Instant;

/**
 * When to ask for a refused right again. A new role assignment takes minutes to take
 * effect, so after a minute first, and then after twice as long each time, up to an hour.
 * Not thread-safe.
 */
final class DeniedAccessBackoff {

	private static final Duration FIRST = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	private Duration pause = Duration.ZERO;

	private Instant refused = Instant.MIN;

	/**
	 * Note a refusal.
	 * @param now when
	 * @return when to ask again
	 */
	Instant refused(Instant now) {
		Duration longer = this.pause.isZero() ? FIRST : this.pause.multipliedBy(2);
		this.pause = (longer.compareTo(LONGEST) < 0) ? longer : LONGEST;
		this.refused = now;
		return now.plus(this.pause);
	}

	/** Note that the right is there. */
	void granted() {
		this.pause = Duration.ZERO;
	}

	/** Whether it is too early to ask again; a clock that was set back does not count. */
	boolean waits(Instant now) {
		return !this.pause.isZero() && !now.isBefore(this.refused) && now.isBefore(this.refused.plus(this.pause));
	}

}
