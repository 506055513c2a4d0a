package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.spring.client.AzureServiceInstance;

/**
 * An instance is no longer a member of its service: a successful answer lacked it, or
 * said that it does not run. A failing refresh makes nobody leave.
 *
 * @param instance the instance as it was
 */
public record InstanceLeftEvent(AzureServiceInstance instance) implements InstanceEvent {

}
