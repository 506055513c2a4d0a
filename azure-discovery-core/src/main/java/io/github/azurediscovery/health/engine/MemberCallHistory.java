package io.github.azurediscovery.health.engine;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How the calls to one member ended: how many in a row failed softly, in the order in
 * which callers saw them, and whether the next outcome must be reported to the outlier
 * detector. Thread-safe; a call to a healthy member reads one field.
 */
final class MemberCallHistory {

	private final SoftFailureStreak streak = new SoftFailureStreak();

	private final AtomicInteger suspicions = new AtomicInteger();

	private volatile boolean onTrial;

	private boolean doubted;

	/** Whether a success must be reported. */
	private volatile boolean watched;

	/** Return whether a success must be reported. */
	boolean watched() {
		return this.watched;
	}

	/** Return whether the member is readmitted, but a single failure ejects it again. */
	boolean onTrial() {
		return this.onTrial;
	}

	synchronized void onTrial(boolean onTrial) {
		this.onTrial = onTrial;
		watch();
	}

	/** Return whether a success shows that an accusation is wrong. */
	synchronized boolean doubted() {
		return this.doubted;
	}

	synchronized void doubted(boolean doubted) {
		this.doubted = doubted;
		watch();
	}

	private void watch() {
		this.watched = this.onTrial || this.doubted || this.streak.length() > 0;
	}

	/** Return the soft failures in a row. */
	SoftFailureStreak streak() {
		return this.streak;
	}

	/**
	 * Note soft failures.
	 * @param number how many
	 * @param now when they became known
	 * @return how many in a row have failed
	 */
	synchronized int failed(int number, Instant now) {
		int failures = this.streak.failed(number, now);
		watch();
		return failures;
	}

	/** Note a success, which ends the streak. */
	synchronized void succeeded() {
		this.streak.succeeded();
		watch();
	}

	/** Note a failure that counts as a soft one if the instance turns out to be alive. */
	void suspicion() {
		this.suspicions.incrementAndGet();
	}

	/** Return how many suspicions were noted since the last call, and reset the count. */
	int takeSuspicions() {
		return this.suspicions.getAndSet(0);
	}

	/** Start again, as the member was ejected in between. */
	synchronized void forget() {
		this.suspicions.set(0);
		this.streak.forget();
		watch();
	}

}
