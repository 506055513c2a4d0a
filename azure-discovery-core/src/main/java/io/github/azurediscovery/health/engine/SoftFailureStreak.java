package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The soft failures in a row that callers saw of one member, and the longest such streak
 * that ended lately, by which members are compared. Calls that succeed while no streak is
 * under way cost one volatile read. Thread-safe.
 */
final class SoftFailureStreak {

	/** How long a failure counts as recent. */
	static final Duration MEMORY = Duration.ofSeconds(30);

	private volatile int length;

	private @Nullable Instant lastFailure;

	private int ended;

	private @Nullable Instant endedAt;

	/** Return how many calls in a row have failed. */
	int length() {
		return this.length;
	}

	/**
	 * Note failures.
	 * @param number how many
	 * @param now when they became known
	 * @return how many in a row have failed
	 */
	synchronized int failed(int number, Instant now) {
		this.length += number;
		this.lastFailure = now;
		return this.length;
	}

	/** Note that a call succeeded, which ends the streak. */
	synchronized void succeeded() {
		if (this.length > 0 && (this.length >= this.ended || !isRecent(this.endedAt, this.lastFailure))) {
			this.ended = this.length;
			this.endedAt = this.lastFailure;
		}
		this.length = 0;
	}

	/** Start again, as the member was ejected in between. */
	synchronized void forget() {
		this.length = 0;
		this.lastFailure = null;
		this.ended = 0;
		this.endedAt = null;
	}

	/**
	 * Return whether a call has succeeded lately after others had failed, so that the
	 * outcome depends on the caller.
	 */
	synchronized boolean endedLately(Instant now) {
		return isRecent(this.endedAt, now);
	}

	/**
	 * Return whether this member fails like another one: the latest call to it failed, or
	 * at least half as many in a row failed lately.
	 * @param other how many calls in a row failed at the other member
	 * @param now the time
	 */
	synchronized boolean resembles(int other, Instant now) {
		boolean failsNow = this.length > 0 && isRecent(this.lastFailure, now);
		return failsNow || (2 * this.ended >= other && isRecent(this.endedAt, now));
	}

	/** If the clock was set back, a failure appears to be in the future. */
	private static boolean isRecent(@Nullable Instant then, @Nullable Instant now) {
		return then != null && now != null && !now.isBefore(then) && Duration.between(then, now).compareTo(MEMORY) < 0;
	}

}
