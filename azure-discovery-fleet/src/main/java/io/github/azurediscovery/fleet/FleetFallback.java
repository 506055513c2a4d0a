package io.github.azurediscovery.fleet;

/** What a candidate does while the store is away. */
public enum FleetFallback {

	/** Keep the last good instances, however old they get. */
	KEEP,

	/** After ten minutes ask Azure for itself, until the store answers again. */
	POLL

}
