package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.spring.client.AzureServiceInstance;

/**
 * The verdict on the health of a member changed. Membership, and so the heartbeat, is not
 * touched by it.
 *
 * @param instance the instance
 * @param from the verdict as it was
 * @param to the verdict as it is
 * @param cause what made the difference
 */
public record InstanceHealthChangedEvent(AzureServiceInstance instance, InstanceHealth from, InstanceHealth to,
		Cause cause) implements InstanceEvent {

}
