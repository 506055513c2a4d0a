package io.github.azurediscovery.refresh;

import java.time.Duration;

import io.github.azurediscovery.source.RefreshRound;

/**
 * Receives the outcome of each source in each round. Called on the daemon thread
 * {@code azure-discovery-events}. Whatever it throws, including errors of the virtual
 * machine, is logged in one line and does not affect other listeners.
 */
@FunctionalInterface
public interface RefreshListener {

	/**
	 * A source answered or failed.
	 * @param round the round
	 * @param status the source after it
	 * @param duration how long the source took
	 * @param held how many of its instances the guard holds now
	 */
	void refreshed(RefreshRound round, SourceStatus status, Duration duration, int held);

}
