package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.spring.client.AzureServiceInstance;

/**
 * An instance became a member of its service. Not published for what the first answer of
 * a source finds: then it is the application that joined.
 *
 * @param instance the new member
 */
public record InstanceJoinedEvent(AzureServiceInstance instance) implements InstanceEvent {

}
