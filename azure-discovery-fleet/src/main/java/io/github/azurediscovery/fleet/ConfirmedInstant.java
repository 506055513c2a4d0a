package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * When instances were confirmed, on this machine's clock. Compares by the time that has
 * passed and not by clocks, so that setting one, here or at the poller, confirms nothing.
 * Called by one thread at a time.
 */
final class ConfirmedInstant {

	/**
	 * The store's dates have whole seconds, two of them per age, and reading takes time.
	 */
	private static final Duration TOLERANCE = Duration.ofSeconds(3);

	private final InstantSource clock;

	private final LongSupplier nanoTime;

	private @Nullable Instant last;

	private long lastNanos;

	ConfirmedInstant(InstantSource clock, LongSupplier nanoTime) {
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	/**
	 * Return when instances were confirmed.
	 * @param age how old they are now
	 * @return the same instant as before unless they were confirmed since
	 */
	Instant of(Duration age) {
		long nanos = this.nanoTime.getAsLong() - age.toNanos();
		Instant known = this.last;
		if (known != null && nanos - this.lastNanos <= TOLERANCE.toNanos()) {
			return known;
		}
		Instant confirmed = this.clock.instant().minus(age);
		this.last = confirmed;
		this.lastNanos = nanos;
		return confirmed;
	}

}
