package io.github.azurediscovery.health.probe;

import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Instance;

/** Asks an instance for a sign of life. */
@FunctionalInterface
public interface InstanceProbe {

	/**
	 * Ask, without waiting.
	 * @param instance the instance
	 * @param answer receives the result exactly once, on any thread
	 */
	void ask(Instance instance, Consumer<InstanceProbeResult> answer);

}
