package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.spring.client.AzureServiceInstance;

/**
 * An instance joined its service. Not published for instances in the first answer of a
 * source: in this case it is the application that joined.
 *
 * @param instance the new instance
 */
public record InstanceJoinedEvent(AzureServiceInstance instance) implements InstanceEvent {

}
