package io.github.azurediscovery.health;

import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The calls to an instance that is no member yet, or not any more: looks up each time
 * whether it is one by now.
 *
 * @param instance the instance
 * @param members finds the calls to a member
 */
record LateCalls(Instance instance, Function<Instance, @Nullable Calls> members) implements Calls {

	@Override
	public void begin() {
		Calls now = this.members.apply(this.instance);
		if (now != null) {
			now.begin();
		}
	}

	@Override
	public void end(Outcome outcome, String reason) {
		Calls now = this.members.apply(this.instance);
		if (now != null) {
			now.end(outcome, reason);
		}
	}

}
