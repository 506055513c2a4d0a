package io.github.azurediscovery.health;

/**
 * Is told when the verdict on an instance changed. Called on the daemon thread
 * {@code azure-discovery-events}, after the new routes are visible. Whatever it throws,
 * errors of the virtual machine included, is logged in one line and harms no other
 * listener.
 */
@FunctionalInterface
public interface HealthListener {

	/**
	 * A verdict changed.
	 * @param change what changed
	 */
	void healthChanged(InstanceHealthChange change);

}
