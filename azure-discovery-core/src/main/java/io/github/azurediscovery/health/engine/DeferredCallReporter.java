package io.github.azurediscovery.health.engine;

import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import org.jspecify.annotations.Nullable;

/**
 * Reports the calls to an instance that is not a member yet, or no longer. Resolves the
 * member at the time of the call; reports are dropped if there is none.
 */
final class DeferredCallReporter implements CallReporter {

	private final Instance instance;

	private final Function<Instance, @Nullable CallReporter> members;

	private volatile @Nullable CallReporter found;

	/**
	 * Create a reporter.
	 * @param instance the instance
	 * @param members finds the reporter of a member
	 */
	DeferredCallReporter(Instance instance, Function<Instance, @Nullable CallReporter> members) {
		this.instance = instance;
		this.members = members;
	}

	@Override
	public void begin() {
		CallReporter calls = calls();
		if (calls != null) {
			calls.begin();
		}
	}

	@Override
	public void end(CallOutcome outcome, String reason) {
		CallReporter calls = calls();
		if (calls != null) {
			calls.end(outcome, reason);
		}
	}

	private @Nullable CallReporter calls() {
		CallReporter known = this.found;
		if (known == null) {
			known = this.members.apply(this.instance);
			this.found = known;
		}
		return known;
	}

}
