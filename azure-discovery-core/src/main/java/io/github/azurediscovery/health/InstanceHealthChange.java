package io.github.azurediscovery.health;

import io.github.azurediscovery.catalog.Instance;

/**
 * The verdict on an instance changed.
 *
 * @param instance the instance
 * @param from the verdict as it was
 * @param to the verdict as it is
 * @param cause what made the difference
 */
public record InstanceHealthChange(Instance instance, InstanceHealth from, InstanceHealth to, Cause cause) {

	/** What changed a verdict. */
	public enum Cause {

		/** The state that Azure reports. */
		PLATFORM,
		/** A scheduled event. */
		MAINTENANCE,
		/** An active probe. */
		PROBE,
		/** The outcome of calls. */
		OUTLIER

	}

}
