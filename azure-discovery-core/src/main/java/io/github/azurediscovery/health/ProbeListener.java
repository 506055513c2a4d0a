package io.github.azurediscovery.health;

import java.time.Duration;

/**
 * Receives the result of every probe, for metrics. Called on the daemon thread
 * {@code azure-discovery}; must return at once. Exceptions are ignored.
 */
@FunctionalInterface
public interface ProbeListener {

	/**
	 * A probe is over.
	 * @param service the id of the service
	 * @param alive whether the instance answered as it should
	 * @param duration how long it took
	 */
	void probed(String service, boolean alive, Duration duration);

}
