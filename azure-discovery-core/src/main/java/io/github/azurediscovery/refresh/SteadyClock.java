package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The clock by which refreshing waits: it starts with the wall clock and never jumps when
 * that is set. Instants are converted between the two clocks by their current difference.
 * Thread-safe.
 */
final class SteadyClock implements InstantSource {

	/** The longest wait that is accepted. */
	static final Duration LONGEST_WAIT = Duration.ofDays(1);

	private static final Duration NOTICEABLE = Duration.ofSeconds(1);

	private final InstantSource wall;

	private final LongSupplier nanoTime;

	private final Instant begin;

	private final long beginNanos;

	private volatile Duration ahead = Duration.ZERO;

	/**
	 * Create a clock that agrees with the wall clock.
	 * @param wall the wall clock
	 * @param nanoTime the time that has passed since any moment, in nanoseconds
	 */
	SteadyClock(InstantSource wall, LongSupplier nanoTime) {
		this.wall = wall;
		this.nanoTime = nanoTime;
		this.begin = wall.instant();
		this.beginNanos = nanoTime.getAsLong();
	}

	@Override
	public Instant instant() {
		return this.begin.plusNanos(this.nanoTime.getAsLong() - this.beginNanos);
	}

	/** Return the current time of the wall clock. */
	Instant shown() {
		return this.wall.instant();
	}

	/** Return the time of the wall clock at an instant, by the current difference. */
	@Nullable Instant shown(@Nullable Instant steady) {
		return (steady != null) ? steady.plus(ahead()) : null;
	}

	/**
	 * Return how far the wall clock is ahead. Less than a second counts as zero.
	 * @return how far, negative if it is behind
	 */
	Duration ahead() {
		Duration apart = Duration.between(instant(), shown());
		if (apart.minus(this.ahead).abs().compareTo(NOTICEABLE) >= 0) {
			this.ahead = apart;
		}
		return this.ahead;
	}

	/**
	 * Return when the wall clock reaches a time, in a day at most. If the wall clock was
	 * set meanwhile, so that the time is ambiguous, the shorter wait is chosen.
	 * @param shown the time of the wall clock
	 * @param aheadBefore how far that clock was ahead at the time of the question
	 * @return until when, or {@code null} if that has passed
	 */
	@Nullable Instant until(Instant shown, Duration aheadBefore) {
		Instant now = instant();
		Duration wait = shorter(Duration.between(now.plus(ahead()), shown),
				Duration.between(now.plus(aheadBefore), shown));
		if (wait.isNegative() || wait.isZero()) {
			return null;
		}
		return now.plus((wait.compareTo(LONGEST_WAIT) < 0) ? wait : LONGEST_WAIT);
	}

	/** Return the shorter of two waits; one that is over does not count. */
	private static Duration shorter(Duration a, Duration b) {
		boolean first = (a.compareTo(b) < 0) ? !a.isNegative() : b.isNegative();
		return first ? a : b;
	}

}
