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
 */
public record SinkStatus(String name, long desired, long applied, boolean complete, @Nullable Instant lastSuccess,
		@Nullable String error, Map<String, String> notes) {

	public SinkStatus {
		notes = Map.copyOf(notes);
	}

	/**
	 * Return how many states the sink is behind.
	 * @return 0 if it holds the newest
	 */
	public long lag() {
		return this.desired - this.applied;
	}

}
