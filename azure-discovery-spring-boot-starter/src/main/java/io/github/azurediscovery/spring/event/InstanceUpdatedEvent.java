package io.github.azurediscovery.spring.event;

import java.util.Set;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.spring.client.AzureServiceInstance;

/**
 * The address or the metadata of an instance changed.
 *
 * @param before the instance as it was
 * @param instance the instance as it is
 * @param fields the parts that differ
 */
public record InstanceUpdatedEvent(AzureServiceInstance before, AzureServiceInstance instance,
		Set<Instance.Field> fields) implements InstanceEvent {

	public InstanceUpdatedEvent {
		fields = Set.copyOf(fields);
	}

}
