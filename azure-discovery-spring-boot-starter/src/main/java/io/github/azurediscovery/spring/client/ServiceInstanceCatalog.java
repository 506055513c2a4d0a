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
 * The instances of all services as Spring Cloud service instances, shared by the
 * discovery clients and the load balancer. Those of a service are created on the first
 * read after a change, so that a change costs nothing for services that are not called.
 * Thread-safe; a further read is two volatile reads and a map lookup.
 */
public final class ServiceInstanceCatalog {

	private final AzureDiscovery discovery;

	private volatile Table table = new Table(Snapshot.EMPTY, List.of(), Map.of());

	/**
	 * Create a view of the catalog that follows its changes.
	 * @param discovery holds the catalog
	 */
	public ServiceInstanceCatalog(AzureDiscovery discovery) {
		this.discovery = discovery;
		discovery.routes().follow((routes) -> update());
		update();
	}

	private synchronized void update() {
		Snapshot snapshot = this.discovery.catalog().current();
		if (snapshot != this.table.snapshot) {
			this.table = this.table.next(snapshot, this::create);
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
	 * Return the instances of a service, routable or not.
	 * @param service the id of the service, in any case
	 * @return the instances sorted by id, unmodifiable, empty if there are none
	 */
	public List<ServiceInstance> instances(String service) {
		LazyInstances members = this.table.service(service);
		return (members != null) ? members.get().sorted : List.of();
	}

	/**
	 * Return the service instance of an instance.
	 * @param instance the instance
	 * @return the shared service instance, or a new one if the current snapshot does not
	 * contain the instance as it is
	 */
	public AzureServiceInstance serviceInstance(Instance instance) {
		LazyInstances members = this.table.service(instance.service());
		AzureServiceInstance shared = (members != null) ? members.get().byId.get(instance.id()) : null;
		return (shared != null && shared.instance().equals(instance)) ? shared : create(instance);
	}

	private AzureServiceInstance create(Instance instance) {
		return new AzureServiceInstance(instance, this.discovery.health().calls(instance));
	}

	private record Table(Snapshot snapshot, List<String> ids, Map<String, LazyInstances> services) {

		@Nullable LazyInstances service(String id) {
			LazyInstances members = this.services.get(id);
			return (members != null) ? members : this.services.get(id.toLowerCase(Locale.ROOT));
		}

		Table next(Snapshot snapshot, Function<Instance, AzureServiceInstance> create) {
			Map<String, LazyInstances> services = new HashMap<>();
			snapshot.services().forEach((id) -> {
				List<Instance> instances = snapshot.instances(id);
				LazyInstances before = this.services.get(id);
				services.put(id, (before != null && before.from == instances) ? before
						: new LazyInstances(instances, (before != null) ? before.latest() : null, create));
			});
			return new Table(snapshot, snapshot.services().stream().sorted().toList(), services);
		}

	}

	/** The instances of one service, from one change to the next. */
	private static final class LazyInstances {

		private final List<Instance> from;

		private final Function<Instance, AzureServiceInstance> create;

		private @Nullable CreatedInstances before;

		private volatile @Nullable CreatedInstances made;

		LazyInstances(List<Instance> from, @Nullable CreatedInstances before,
				Function<Instance, AzureServiceInstance> create) {
			this.from = from;
			this.before = before;
			this.create = create;
		}

		CreatedInstances get() {
			CreatedInstances members = this.made;
			return (members != null) ? members : make();
		}

		/** Return what was created last, if need be before the change. */
		synchronized @Nullable CreatedInstances latest() {
			return (this.made != null) ? this.made : this.before;
		}

		private synchronized CreatedInstances make() {
			CreatedInstances members = this.made;
			if (members == null) {
				members = CreatedInstances.of(this.from, this.before, this.create);
				this.made = members;
				this.before = null;
			}
			return members;
		}

	}

	private record CreatedInstances(List<ServiceInstance> sorted, Map<String, AzureServiceInstance> byId) {

		static CreatedInstances of(List<Instance> instances, @Nullable CreatedInstances before,
				Function<Instance, AzureServiceInstance> create) {
			Map<String, AzureServiceInstance> byId = new LinkedHashMap<>();
			for (Instance instance : instances) {
				AzureServiceInstance same = (before != null) ? before.byId.get(instance.id()) : null;
				byId.put(instance.id(),
						(same != null && same.instance().equals(instance)) ? same : create.apply(instance));
			}
			return new CreatedInstances(List.copyOf(byId.values()), Collections.unmodifiableMap(byId));
		}

	}

}
