package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The time by which refreshing waits: it begins with the clock on the wall and never
 * jumps when that clock is set. Instants of this clock are shown to others, and those of
 * others are understood, by how far the two are apart. Thread-safe.
 */
final class SteadyClock implements InstantSource {

	/** A longer wait is not believed. */
	static final Duration LONGEST_WAIT = Duration.ofDays(1);

	private static final Duration NOTICEABLE = Duration.ofSeconds(1);

	private final InstantSource wall;

	private final LongSupplier nanoTime;

	private final Instant begin;

	private final long beginNanos;

	private volatile Duration ahead = Duration.ZERO;

	/**
	 * Create a clock that agrees with the one on the wall.
	 * @param wall the clock on the wall
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

	/** What the clock on the wall shows now. */
	Instant shown() {
		return this.wall.instant();
	}

	/** What the clock on the wall would have shown at an instant, as it goes now. */
	@Nullable Instant shown(@Nullable Instant steady) {
		return (steady != null) ? steady.plus(ahead()) : null;
	}

	/**
	 * Return how far the clock on the wall is ahead. Less than a second is no step.
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
	 * Return until when to wait for what the clock on the wall shall show: a day at most.
	 * Where that clock was set meanwhile, and so can mean two things, the shorter wait is
	 * meant.
	 * @param shown what the clock on the wall shall show
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

	/** The shorter of two waits, of which one that is over does not count. */
	private static Duration shorter(Duration a, Duration b) {
		boolean first = (a.compareTo(b) < 0) ? !a.isNegative() : b.isNegative();
		return first ? a : b;
	}

}
