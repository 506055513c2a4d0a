package io.github.azurediscovery.health;

/**
 * Notes that callers want a service, so that its instances are worth probing. Bound to
 * one service, so that noting a call looks nothing up. Thread-safe.
 */
@FunctionalInterface
public interface ServiceDemand {

	/** Note a call. One volatile read, as a rule. */
	void note();

}
