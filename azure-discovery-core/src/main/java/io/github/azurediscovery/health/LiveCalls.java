package io.github.azurediscovery.health;

import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The calls to one member: how many in a row failed softly, in the order in which callers
 * saw them, and whether a call matters more than that. Each call reads this object and as
 * a rule writes nothing. Thread-safe.
 */
final class LiveCalls implements Calls {

	private final Member member;

	private final Outliers outliers;

	private final Function<Instance, @Nullable Calls> members;

	private volatile int failures;

	private volatile boolean onTrial;

	private volatile boolean gone;

	private int suspicions;

	/**
	 * Create the calls to a member.
	 * @param member the member
	 * @param outliers are told of a call that matters
	 * @param members finds who is in the member's place once that is gone
	 */
	LiveCalls(Member member, Outliers outliers, Function<Instance, @Nullable Calls> members) {
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
	public void end(Outcome outcome, String reason) {
		if (this.gone) {
			late().end(outcome, reason);
		}
		else if (outcome != Outcome.SUCCESS || this.failures != 0 || this.onTrial) {
			this.outliers.report(this.member, outcome, reason);
		}
	}

	private Calls late() {
		return new LateCalls(this.member.instance(), this.members);
	}

	/** Return whether the member is back, but a single failure puts it out again. */
	boolean onTrial() {
		return this.onTrial;
	}

	void onTrial(boolean onTrial) {
		this.onTrial = onTrial;
	}

	/** Return whether the member left, or moved to another address. */
	boolean gone() {
		return this.gone;
	}

	void leave() {
		this.gone = true;
	}

	synchronized void success() {
		this.failures = 0;
	}

	synchronized int failure() {
		this.failures++;
		return this.failures;
	}

	/** Return how many in a row failed. */
	int failures() {
		return this.failures;
	}

	/** Note a suspicion, and return whether it is the first that waits for a check. */
	synchronized boolean suspicion() {
		this.suspicions++;
		return this.suspicions == 1;
	}

	/** Count the suspicions that waited as failures, and return how many there are. */
	synchronized int suspicionsConfirmed() {
		this.failures += this.suspicions;
		this.suspicions = 0;
		return this.failures;
	}

	synchronized void forget() {
		this.suspicions = 0;
		this.failures = 0;
	}

}
