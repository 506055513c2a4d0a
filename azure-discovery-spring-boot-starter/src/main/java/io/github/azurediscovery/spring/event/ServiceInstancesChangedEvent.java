package io.github.azurediscovery.spring.event;

import java.util.List;

import org.springframework.cloud.client.ServiceInstance;

/**
 * The members of a service changed; one event per service and change, the one to use for
 * large services. Published after the events about single instances and before the
 * heartbeat. Immutable.
 *
 * @param service the id of the service
 * @param revision the revision of the catalog after the change
 * @param instances all members now, sorted by id; empty if the service is gone
 * @param joined the new members
 * @param left the members that are gone, as they were
 * @param updated the members whose address or metadata changed, as they are
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
