package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.spring.client.AzureServiceInstance;

/**
 * An event about one instance. Published on the daemon thread
 * {@code azure-discovery-events}, after the change is visible everywhere and before the
 * heartbeat; use an executor for long work. Immutable.
 */
public sealed interface InstanceEvent
		permits InstanceJoinedEvent, InstanceLeftEvent, InstanceUpdatedEvent, InstanceHealthChangedEvent {

	/**
	 * Return the instance as it is now or, if it left, as it was.
	 * @return the instance
	 */
	AzureServiceInstance instance();

	/**
	 * Return the service the instance belongs to.
	 * @return the id of the service
	 */
	default String service() {
		return instance().getServiceId();
	}

}
