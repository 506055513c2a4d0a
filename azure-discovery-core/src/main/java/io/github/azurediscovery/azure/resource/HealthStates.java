package io.github.azurediscovery.azure.resource;

/**
 * The states that the Application Health extension of a scale set reports.
 *
 * @see <a href=
 * "https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-health-extension">Application
 * Health extension</a>
 */
public enum HealthStates {

	/** Healthy and unhealthy only (version 1), or there is no extension. */
	BINARY,
	/** Initializing and unknown as well (version 2). */
	RICH

}
