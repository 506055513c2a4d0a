package io.github.azurediscovery.test.arm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A bucket that fills at a steady rate.
 */
final class TokenBucket {

	private final int capacity;

	private final double perMinute;

	private final InstantSource clock;

	private double level;

	private Instant filled;

	TokenBucket(ThrottlingLimit bucket, InstantSource clock) {
		this.capacity = bucket.capacity();
		this.perMinute = bucket.perMinute();
		this.clock = clock;
		this.level = this.capacity;
		this.filled = clock.instant();
	}

	/**
	 * Take tokens and return what remains, at least 0.
	 */
	synchronized int take(int tokens) {
		fill();
		this.level = Math.max(0, this.level - tokens);
		return (int) this.level;
	}

	/**
	 * Return how long it takes until there is a token, zero if there is one.
	 */
	synchronized Duration untilNext() {
		fill();
		return (this.level >= 1) ? Duration.ZERO
				: Duration.ofMillis((long) Math.ceil((1 - this.level) * 60_000 / this.perMinute));
	}

	private void fill() {
		Instant now = this.clock.instant();
		double refill = Duration.between(this.filled, now).toMillis() / 60_000.0 * this.perMinute;
		this.level = Math.min(this.capacity, this.level + Math.max(0, refill));
		this.filled = now;
	}

}
