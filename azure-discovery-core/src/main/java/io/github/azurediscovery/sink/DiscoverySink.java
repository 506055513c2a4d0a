package io.github.azurediscovery.sink;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Where the instances go besides the callers of this application, such as a proxy. Add
 * your own with {@code AzureDiscoveryBuilder.sink}.
 * <p>
 * One daemon thread of its own calls a sink, so it may wait as long as it must; each call
 * should still be bounded, since one that does not return is reported as a failure of the
 * sink. The newest state is applied, those in between are skipped. Whatever a sink
 * throws, errors of the virtual machine included, is a failure of that sink alone, and is
 * tried again after a second, then after twice as long each time.
 */
public interface DiscoverySink {

	/**
	 * Return the name under which this sink is reported, such as
	 * {@code haproxy:/run/haproxy/admin.sock}. Must be unique and never change.
	 * @return the name
	 */
	String name();

	/**
	 * Make the sink hold this state. Must be idempotent: the same state may come again.
	 * Returns only when the sink is known to hold all of it, by reading it back where
	 * that is possible.
	 * @param desired what to hold
	 * @param mode how much to compare and to take back
	 * @return what was done
	 * @throws SinkException if the sink does not hold all of it
	 * @throws InterruptedException if discovery is closed before the sink has finished
	 */
	SinkReport apply(DesiredState desired, ApplyMode mode) throws SinkException, InterruptedException;

	/**
	 * Remember what to run when the sink may have lost what was applied, such as after a
	 * restart of a proxy. Called once, before anything else. For sinks that notice by
	 * themselves; others have {@link #checkInterval()}.
	 * @param signal asks to have everything compared; quick, from any thread, any number
	 * of times
	 */
	default void whenLost(Runnable signal) {
	}

	/**
	 * Return how often {@link #holdsApplied()} is to be called.
	 * @return the time between two checks, 10 ms at the least, or {@code null} for never
	 */
	default @Nullable Duration checkInterval() {
		return null;
	}

	/**
	 * Check whether the sink is there and has not been restarted since the last apply.
	 * Must be cheap. Never called while an apply is under way.
	 * @return {@code false} to have everything compared, see {@link ApplyMode#RECONCILE}
	 * @throws SinkException if the sink cannot be reached; when a later check succeeds,
	 * everything is compared at once
	 * @throws InterruptedException if discovery is closed before the check has finished
	 */
	default boolean holdsApplied() throws SinkException, InterruptedException {
		return true;
	}

}
