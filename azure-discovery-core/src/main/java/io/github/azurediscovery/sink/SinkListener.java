package io.github.azurediscovery.sink;

import java.time.Duration;

/** Receives every attempt to apply a state, on the thread of the sink; for metrics. */
@FunctionalInterface
public interface SinkListener {

	/**
	 * An attempt ended.
	 * @param sink the name of the sink
	 * @param applied whether the sink holds the state now
	 * @param duration how long it took
	 */
	void attempted(String sink, boolean applied, Duration duration);

}
