package io.github.azurediscovery.health;

import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Instance;

/** Asks an instance for a sign of life. */
@FunctionalInterface
interface Probe {

	/**
	 * Ask, without waiting.
	 * @param instance the instance
	 * @param answer told exactly once what was found, on any thread
	 */
	void ask(Instance instance, Consumer<Finding> answer);

}
