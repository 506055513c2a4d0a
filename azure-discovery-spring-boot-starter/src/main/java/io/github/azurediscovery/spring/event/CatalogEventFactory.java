package io.github.azurediscovery.spring.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.spring.client.AzureServiceInstance;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;

import org.springframework.cloud.client.ServiceInstance;

/**
 * Creates the events for a change of the catalog, in the order in which they are
 * published.
 */
final class CatalogEventFactory {

	private final ServiceInstanceCatalog instances;

	private final Set<String> answered = ConcurrentHashMap.newKeySet();

	CatalogEventFactory(ServiceInstanceCatalog instances) {
		this.instances = instances;
	}

	/**
	 * Note that a source has answered: instances that it finds from now on have joined.
	 * @param source the name of the source
	 */
	void sourceAnswered(String source) {
		this.answered.add(source);
	}

	List<Object> create(SnapshotChange change) {
		List<Object> events = new ArrayList<>();
		change.services().values().forEach((service) -> {
			service.left().forEach((instance) -> events.add(new InstanceLeftEvent(serviceInstance(instance))));
			service.joined()
				.stream()
				.filter((instance) -> this.answered.contains(instance.source()))
				.forEach((instance) -> events.add(new InstanceJoinedEvent(serviceInstance(instance))));
			service.updated()
				.forEach((update) -> events.add(new InstanceUpdatedEvent(serviceInstance(update.before()),
						serviceInstance(update.after()), update.fields())));
		});
		change.services().forEach((id, service) -> events.add(changed(id, service, change)));
		return events;
	}

	private ServiceInstancesChangedEvent changed(String id, SnapshotChange.Service service, SnapshotChange change) {
		return new ServiceInstancesChangedEvent(id, change.after().revision(),
				serviceInstances(change.after().instances(id), Function.identity()),
				serviceInstances(service.joined(), Function.identity()),
				serviceInstances(service.left(), Function.identity()),
				serviceInstances(service.updated(), SnapshotChange.Update::after));
	}

	private <T> List<ServiceInstance> serviceInstances(List<T> items, Function<T, Instance> instance) {
		return items.stream().<ServiceInstance>map((item) -> serviceInstance(instance.apply(item))).toList();
	}

	AzureServiceInstance serviceInstance(Instance instance) {
		return this.instances.serviceInstance(instance);
	}

}
