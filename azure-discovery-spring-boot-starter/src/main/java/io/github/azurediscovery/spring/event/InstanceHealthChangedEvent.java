package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.spring.client.AzureServiceInstance;

/**
 * The health of an instance changed. Does not affect membership and the heartbeat.
 *
 * @param instance the instance
 * @param from the health as it was
 * @param to the health as it is
 * @param cause the cause of the change
 */
public record InstanceHealthChangedEvent(AzureServiceInstance instance, InstanceHealth from, InstanceHealth to,
		Cause cause) implements InstanceEvent {

}
