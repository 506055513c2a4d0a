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
 * Turns a change of the catalog into events, in the order in which they are published.
 */
final class CatalogEventFactory {

	private final ServiceInstanceCatalog instances;

	private final Set<String> answered = ConcurrentHashMap.newKeySet();

	CatalogEventFactory(ServiceInstanceCatalog instances) {
		this.instances = instances;
	}

	/**
	 * Note that a source has answered, so that whoever it finds next has joined.
	 * @param source the name of the source
	 */
	void answered(String source) {
		this.answered.add(source);
	}

	List<Object> of(SnapshotChange change) {
		List<Object> events = new ArrayList<>();
		change.services().values().forEach((service) -> {
			service.left().forEach((instance) -> events.add(new InstanceLeftEvent(view(instance))));
			service.joined()
				.stream()
				.filter((instance) -> this.answered.contains(instance.source()))
				.forEach((instance) -> events.add(new InstanceJoinedEvent(view(instance))));
			service.updated()
				.forEach((update) -> events
					.add(new InstanceUpdatedEvent(view(update.before()), view(update.after()), update.fields())));
		});
		change.services().forEach((id, service) -> events.add(changed(id, service, change)));
		return events;
	}

	private ServiceInstancesChangedEvent changed(String id, SnapshotChange.Service service, SnapshotChange change) {
		return new ServiceInstancesChangedEvent(id, change.after().revision(),
				views(change.after().instances(id), Function.identity()), views(service.joined(), Function.identity()),
				views(service.left(), Function.identity()), views(service.updated(), SnapshotChange.Update::after));
	}

	private <T> List<ServiceInstance> views(List<T> items, Function<T, Instance> instance) {
		return items.stream().<ServiceInstance>map((item) -> view(instance.apply(item))).toList();
	}

	AzureServiceInstance view(Instance instance) {
		return this.instances.of(instance);
	}

}
