package io.github.azurediscovery.test.arm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A bucket that fills at a steady rate.
 */
final class TokenBucket {

	private final int capacity;

	private final int perSecond;

	private final InstantSource clock;

	private double level;

	private Instant filled;

	TokenBucket(int capacity, int perSecond, InstantSource clock) {
		this.capacity = capacity;
		this.perSecond = perSecond;
		this.clock = clock;
		this.level = capacity;
		this.filled = clock.instant();
	}

	/**
	 * Take tokens and return what remains, at least 0.
	 */
	synchronized int take(int tokens) {
		Instant now = this.clock.instant();
		double refill = Duration.between(this.filled, now).toMillis() / 1000.0 * this.perSecond;
		this.level = Math.max(0, Math.min(this.capacity, this.level + refill) - tokens);
		this.filled = now;
		return (int) this.level;
	}

}
