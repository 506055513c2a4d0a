package io.github.azurediscovery.sink;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a sink does.
 *
 * @param name the name of the sink
 * @param desired the version of the newest state that it shall hold; 0 before the first
 * @param applied the version that it holds; 0 before it holds any
 * @param complete whether it has held a complete state
 * @param lastSuccess when it was last known to hold a state, or {@code null}
 * @param error what fails now, or {@code null} if the last attempt succeeded
 * @param notes what a person should do, by service; empty if nothing
 * @param incomplete why it has not held a complete state, so that services which vanish
 * are kept; {@code null} once it has
 */
public record SinkStatus(String name, long desired, long applied, boolean complete, @Nullable Instant lastSuccess,
		@Nullable String error, Map<String, String> notes, @Nullable String incomplete) {

	public SinkStatus {
		notes = Map.copyOf(notes);
	}

	/**
	 * Create a status that does not say why it is incomplete.
	 * @param name the name of the sink
	 * @param desired the version of the newest state that it shall hold
	 * @param applied the version that it holds
	 * @param complete whether it has held a complete state
	 * @param lastSuccess when it was last known to hold a state, or {@code null}
	 * @param error what fails now, or {@code null}
	 * @param notes what a person should do, by service
	 */
	public SinkStatus(String name, long desired, long applied, boolean complete, @Nullable Instant lastSuccess,
			@Nullable String error, Map<String, String> notes) {
		this(name, desired, applied, complete, lastSuccess, error, notes, null);
	}

	/**
	 * Return this status with a reason, if it has not held a complete state.
	 * @param reason why the state is incomplete
	 * @return the status
	 */
	public SinkStatus incompleteBecause(String reason) {
		return this.complete ? this : new SinkStatus(this.name, this.desired, this.applied, false, this.lastSuccess,
				this.error, this.notes, reason);
	}

	/**
	 * Return how many states the sink is behind.
	 * @return 0 if it holds the newest
	 */
	public long lag() {
		return this.desired - this.applied;
	}

}
