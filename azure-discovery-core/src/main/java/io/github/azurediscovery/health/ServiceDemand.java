package io.github.azurediscovery.health;

/**
 * Notes the calls to one service without a lookup; only services that are called are
 * probed. Thread-safe.
 */
@FunctionalInterface
public interface ServiceDemand {

	/** Note a call. Usually costs one volatile read. */
	void note();

}
