package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * Decides when to query Compute again: at an interval that grows as the shared quota
 * shrinks, and earlier for new VMs, after a random delay because all clients see them at
 * the same moment. Not thread-safe.
 */
final class PowerStateSchedule {

	private static final Duration LONGEST = Duration.ofMinutes(15);

	private static final Duration BETWEEN_NEWCOMERS = Duration.ofMinutes(1);

	private static final Duration FIRST_RETRY = Duration.ofSeconds(30);

	private final Duration wanted;

	private final Duration spread;

	private final RandomGenerator random;

	private Duration interval;

	private Instant next = Instant.MIN;

	/**
	 * When the next query was planned; an earlier current time means that the clock was
	 * set back.
	 */
	private Instant planned = Instant.MIN;

	private @Nullable Instant forward;

	private Instant lastForward = Instant.MIN;

	private int failures;

	PowerStateSchedule(Duration wanted, Duration spread, RandomGenerator random) {
		this.wanted = wanted;
		this.spread = spread;
		this.random = random;
		this.interval = wanted;
	}

	boolean due(Instant now) {
		return now.isBefore(this.planned) || !now.isBefore(this.next)
				|| (this.forward != null && !now.isBefore(this.forward));
	}

	/** An unknown VM appeared: query soon, after a random delay. */
	void newcomer(Instant now) {
		long spread = this.spread.toMillis();
		forward(now.plusMillis((spread > 0) ? this.random.nextLong(spread) : 0));
	}

	/**
	 * A refresh was requested on demand: query now, unless the last query failed for a
	 * reason other than missing permissions, which may have been granted meanwhile.
	 */
	void demanded(Instant now, boolean denied) {
		if (this.failures == 0 || denied) {
			this.next = now;
		}
	}

	/** A known VM disappeared: query now. */
	void vanished(Instant now) {
		forward(now);
	}

	private void forward(Instant at) {
		if (this.failures > 0) {
			return;
		}
		boolean free = this.lastForward.equals(Instant.MIN) || at.isBefore(this.lastForward);
		Instant allowed = free ? at : this.lastForward.plus(BETWEEN_NEWCOMERS);
		Instant wanted = at.isAfter(allowed) ? at : allowed;
		if (this.forward == null || wanted.isBefore(this.forward)) {
			this.forward = wanted;
		}
	}

	/**
	 * Compute responded.
	 * @param now when
	 * @param slowdown the factor by which to stretch the interval
	 * @param least the shortest interval that the charged quota units allow
	 */
	void succeeded(Instant now, int slowdown, Duration least) {
		Duration target = longer(this.wanted.multipliedBy(slowdown), least);
		Duration eased = this.interval.multipliedBy(9).dividedBy(10);
		Duration longest = longer(LONGEST, this.wanted);
		Duration interval = longer(target, eased);
		this.interval = (interval.compareTo(longest) > 0) ? longest : interval;
		this.failures = 0;
		asked(now);
		this.planned = now;
		this.next = now.plus(this.interval);
	}

	/**
	 * Compute did not respond.
	 * @param now when
	 * @param notBefore the earliest time of the next query, {@code null} if not given
	 */
	void failed(Instant now, @Nullable Instant notBefore) {
		asked(now);
		this.planned = now;
		Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(this.failures++, 10));
		Instant retry = now.plus((pause.compareTo(this.wanted) < 0) ? pause : this.wanted);
		this.next = (notBefore != null && notBefore.isAfter(retry)) ? notBefore : retry;
	}

	private void asked(Instant now) {
		if (this.forward != null) {
			this.lastForward = now;
			this.forward = null;
		}
	}

	Duration interval() {
		return this.interval;
	}

	private static Duration longer(Duration a, Duration b) {
		return (a.compareTo(b) >= 0) ? a : b;
	}

}
