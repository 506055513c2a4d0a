package io.github.azurediscovery.health;

/**
 * Receives changes of verdicts on instances. Called on the daemon thread
 * {@code azure-discovery-events}, after the new routes are visible. Whatever it throws,
 * including errors of the virtual machine, is logged in one line and does not affect
 * other listeners.
 */
@FunctionalInterface
public interface HealthListener {

	/**
	 * A verdict changed.
	 * @param change what changed
	 */
	void healthChanged(InstanceHealthChange change);

}
