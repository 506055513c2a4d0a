package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.spring.client.AzureServiceInstance;

/**
 * An instance left its service: a successful answer did not contain it, or reported that
 * it does not run. A failed refresh removes no instance.
 *
 * @param instance the instance as it was
 */
public record InstanceLeftEvent(AzureServiceInstance instance) implements InstanceEvent {

}
