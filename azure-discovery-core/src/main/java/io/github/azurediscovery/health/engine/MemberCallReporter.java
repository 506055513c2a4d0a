package io.github.azurediscovery.health.engine;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import org.jspecify.annotations.Nullable;

/**
 * The calls to one member: how many in a row failed softly, in the order in which callers
 * saw them, and whether a call matters more than that. Each call reads this object and as
 * a rule writes nothing. Thread-safe.
 */
final class MemberCallReporter implements CallReporter {

	private final HealthMember member;

	private final OutlierDetector outliers;

	private final Function<Instance, @Nullable CallReporter> members;

	private final FailureStreak streak = new FailureStreak();

	private volatile boolean onTrial;

	private boolean doubted;

	/** Whether a success tells something. */
	private volatile boolean watched;

	private volatile boolean gone;

	private final AtomicInteger suspicions = new AtomicInteger();

	/**
	 * Create the calls to a member.
	 * @param member the member
	 * @param outliers are told of a call that matters
	 * @param members finds who is in the member's place once that is gone
	 */
	MemberCallReporter(HealthMember member, OutlierDetector outliers,
			Function<Instance, @Nullable CallReporter> members) {
		this.member = member;
		this.outliers = outliers;
		this.members = members;
	}

	@Override
	public void begin() {
		if (this.gone) {
			late().begin();
		}
		else if (this.onTrial) {
			this.outliers.picked(this.member);
		}
	}

	@Override
	public void end(CallOutcome outcome, String reason) {
		if (this.gone) {
			late().end(outcome, reason);
		}
		else if (outcome != CallOutcome.SUCCESS || this.watched) {
			this.outliers.report(this.member, outcome, reason);
		}
	}

	private CallReporter late() {
		return new DeferredCallReporter(this.member.instance(), this.members);
	}

	/** Return whether the member is back, but a single failure puts it out again. */
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

	/** Return whether the member left, or moved to another address. */
	boolean gone() {
		return this.gone;
	}

	void leave() {
		this.gone = true;
	}

	/** Return the soft failures in a row. */
	FailureStreak streak() {
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

	/** Return how many suspicions have come in since this was asked last. */
	int takeSuspicions() {
		return this.suspicions.getAndSet(0);
	}

	/** Begin anew, as the member was out in between. */
	synchronized void forget() {
		this.suspicions.set(0);
		this.streak.forget();
		watch();
	}

}
