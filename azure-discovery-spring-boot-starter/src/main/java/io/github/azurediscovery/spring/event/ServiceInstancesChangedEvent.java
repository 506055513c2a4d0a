package io.github.azurediscovery.spring.event;

import java.util.List;

import org.springframework.cloud.client.ServiceInstance;

/**
 * The instances of a service changed. Published once per service and change, after the
 * events about single instances and before the heartbeat; suited for large services.
 * Immutable.
 *
 * @param service the id of the service
 * @param revision the revision of the catalog after the change
 * @param instances all instances now, sorted by id; empty if the service is gone
 * @param joined the new instances
 * @param left the instances that left, as they were
 * @param updated the instances whose address or metadata changed, as they are
 */
public record ServiceInstancesChangedEvent(String service, long revision, List<ServiceInstance> instances,
		List<ServiceInstance> joined, List<ServiceInstance> left, List<ServiceInstance> updated) {

	public ServiceInstancesChangedEvent {
		instances = List.copyOf(instances);
		joined = List.copyOf(joined);
		left = List.copyOf(left);
		updated = List.copyOf(updated);
	}

}
