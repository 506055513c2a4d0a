package io.github.azurediscovery.health;

import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The calls to an instance that is no member yet, or not any more: those to the member
 * that it is by the time of the call, or nobody's.
 */
final class LateCalls implements Calls {

	private final Instance instance;

	private final Function<Instance, @Nullable Calls> members;

	private volatile @Nullable Calls found;

	/**
	 * Create the calls to an instance.
	 * @param instance the instance
	 * @param members finds the calls to a member
	 */
	LateCalls(Instance instance, Function<Instance, @Nullable Calls> members) {
		this.instance = instance;
		this.members = members;
	}

	@Override
	public void begin() {
		Calls calls = calls();
		if (calls != null) {
			calls.begin();
		}
	}

	@Override
	public void end(Outcome outcome, String reason) {
		Calls calls = calls();
		if (calls != null) {
			calls.end(outcome, reason);
		}
	}

	private @Nullable Calls calls() {
		Calls known = this.found;
		if (known == null) {
			known = this.members.apply(this.instance);
			this.found = known;
		}
		return known;
	}

}
