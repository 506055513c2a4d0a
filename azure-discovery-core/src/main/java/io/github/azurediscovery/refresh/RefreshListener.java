package io.github.azurediscovery.refresh;

import java.time.Duration;

import io.github.azurediscovery.source.RefreshRound;

/**
 * Is told how each source did in each round. Called on the daemon thread
 * {@code azure-discovery-events}. Whatever it throws, errors of the virtual machine
 * included, is logged in one line and harms no other listener.
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
