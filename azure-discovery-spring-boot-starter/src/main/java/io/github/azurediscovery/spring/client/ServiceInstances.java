package io.github.azurediscovery.spring.client;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;

/**
 * All members of all services as Spring Cloud sees them, made once per change and shared
 * by the discovery clients and the load balancer. Thread-safe; reading is one volatile
 * read and one look-up, and never waits.
 */
public final class ServiceInstances {

	private final AzureDiscovery discovery;

	private volatile Table table = new Table(Snapshot.EMPTY, List.of(), Map.of());

	/**
	 * Follow the catalog from now on.
	 * @param discovery holds the catalog
	 */
	public ServiceInstances(AzureDiscovery discovery) {
		this.discovery = discovery;
		discovery.routes().follow((routes) -> update());
		update();
	}

	private synchronized void update() {
		Snapshot snapshot = this.discovery.catalog().current();
		if (snapshot != this.table.snapshot) {
			this.table = this.table.next(snapshot, this::form);
		}
	}

	/**
	 * Return the ids of all services.
	 * @return the ids, sorted, unmodifiable
	 */
	public List<String> services() {
		return this.table.ids;
	}

	/**
	 * Return the members of a service, routable or not.
	 * @param service the id of the service, in any case
	 * @return the members sorted by id, unmodifiable, empty if there are none
	 */
	public List<ServiceInstance> members(String service) {
		Members members = this.table.service(service);
		return (members != null) ? members.sorted : List.of();
	}

	/**
	 * Return the one object that stands for an instance of the current snapshot.
	 * @param instance the instance
	 * @return its shared view, or a new one if it is no member as it is given
	 */
	public AzureServiceInstance of(Instance instance) {
		Members members = this.table.service(instance.service());
		AzureServiceInstance shared = (members != null) ? members.byId.get(instance.id()) : null;
		return (shared != null && shared.instance().equals(instance)) ? shared : form(instance);
	}

	private AzureServiceInstance form(Instance instance) {
		return new AzureServiceInstance(instance, this.discovery.health().calls(instance));
	}

	private record Table(Snapshot snapshot, List<String> ids, Map<String, Members> services) {

		@Nullable Members service(String id) {
			Members members = this.services.get(id);
			return (members != null) ? members : this.services.get(id.toLowerCase(Locale.ROOT));
		}

		Table next(Snapshot snapshot, Function<Instance, AzureServiceInstance> form) {
			Map<String, Members> services = new HashMap<>();
			snapshot.services()
				.forEach((id) -> services.put(id, Members.of(snapshot.instances(id), this.services.get(id), form)));
			return new Table(snapshot, snapshot.services().stream().sorted().toList(), services);
		}

	}

	private record Members(List<Instance> from, List<ServiceInstance> sorted, Map<String, AzureServiceInstance> byId) {

		static Members of(List<Instance> instances, @Nullable Members before,
				Function<Instance, AzureServiceInstance> form) {
			if (before != null && before.from == instances) {
				return before;
			}
			Map<String, AzureServiceInstance> byId = new LinkedHashMap<>();
			for (Instance instance : instances) {
				AzureServiceInstance same = (before != null) ? before.byId.get(instance.id()) : null;
				byId.put(instance.id(),
						(same != null && same.instance().equals(instance)) ? same : form.apply(instance));
			}
			return new Members(instances, List.copyOf(byId.values()), Collections.unmodifiableMap(byId));
		}

	}

}
