package io.github.azurediscovery.health.engine;

import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import org.jspecify.annotations.Nullable;

/**
 * Receives the begin and end of calls to one member, and passes on what affects its
 * verdict. A call reads the member and usually writes nothing. Thread-safe.
 */
final class MemberCallReporter implements CallReporter {

	private final HealthMember member;

	private final OutlierDetector outliers;

	private final Function<Instance, @Nullable CallReporter> successors;

	/**
	 * Create a reporter of the calls to a member.
	 * @param member the member
	 * @param outliers receives the calls that affect the verdict
	 * @param successors finds the reporter of the member that has taken the place of one
	 * that is gone
	 */
	MemberCallReporter(HealthMember member, OutlierDetector outliers,
			Function<Instance, @Nullable CallReporter> successors) {
		this.member = member;
		this.outliers = outliers;
		this.successors = successors;
	}

	@Override
	public void begin() {
		if (this.member.gone()) {
			late().begin();
		}
		else if (this.member.onTrial()) {
			this.outliers.picked(this.member);
		}
	}

	@Override
	public void end(CallOutcome outcome, String reason) {
		if (this.member.gone()) {
			late().end(outcome, reason);
		}
		else if (outcome != CallOutcome.SUCCESS || this.member.history().watched()) {
			this.outliers.report(this.member, outcome, reason);
		}
	}

	private CallReporter late() {
		return new DeferredCallReporter(this.member.instance(), this.successors);
	}

}
