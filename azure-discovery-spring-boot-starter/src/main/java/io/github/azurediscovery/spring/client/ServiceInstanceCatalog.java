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
 * All members of all services as Spring Cloud sees them, shared by the discovery clients
 * and the load balancer. Those of a service are made when the first asks for them after a
 * change, so that a change costs only what is called. Thread-safe; any further reading is
 * two volatile reads and a look-up.
 */
public final class ServiceInstanceCatalog {

	private final AzureDiscovery discovery;

	private volatile Table table = new Table(Snapshot.EMPTY, List.of(), Map.of());

	/**
	 * Follow the catalog from now on.
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
		MembersOnDemand members = this.table.service(service);
		return (members != null) ? members.get().sorted : List.of();
	}

	/**
	 * Return the one object that stands for an instance of the current snapshot.
	 * @param instance the instance
	 * @return its shared view, or a new one if it is no member as it is given
	 */
	public AzureServiceInstance of(Instance instance) {
		MembersOnDemand members = this.table.service(instance.service());
		AzureServiceInstance shared = (members != null) ? members.get().byId.get(instance.id()) : null;
		return (shared != null && shared.instance().equals(instance)) ? shared : form(instance);
	}

	private AzureServiceInstance form(Instance instance) {
		return new AzureServiceInstance(instance, this.discovery.health().calls(instance));
	}

	private record Table(Snapshot snapshot, List<String> ids, Map<String, MembersOnDemand> services) {

		@Nullable MembersOnDemand service(String id) {
			MembersOnDemand members = this.services.get(id);
			return (members != null) ? members : this.services.get(id.toLowerCase(Locale.ROOT));
		}

		Table next(Snapshot snapshot, Function<Instance, AzureServiceInstance> form) {
			Map<String, MembersOnDemand> services = new HashMap<>();
			snapshot.services().forEach((id) -> {
				List<Instance> instances = snapshot.instances(id);
				MembersOnDemand before = this.services.get(id);
				services.put(id, (before != null && before.from == instances) ? before
						: new MembersOnDemand(instances, (before != null) ? before.latest() : null, form));
			});
			return new Table(snapshot, snapshot.services().stream().sorted().toList(), services);
		}

	}

	/** The members of one service from one change to the next. */
	private static final class MembersOnDemand {

		private final List<Instance> from;

		private final Function<Instance, AzureServiceInstance> form;

		private @Nullable Members before;

		private volatile @Nullable Members made;

		MembersOnDemand(List<Instance> from, @Nullable Members before, Function<Instance, AzureServiceInstance> form) {
			this.from = from;
			this.before = before;
			this.form = form;
		}

		Members get() {
			Members members = this.made;
			return (members != null) ? members : make();
		}

		/** Return what was made last, of an earlier change if need be. */
		synchronized @Nullable Members latest() {
			return (this.made != null) ? this.made : this.before;
		}

		private synchronized Members make() {
			Members members = this.made;
			if (members == null) {
				members = Members.of(this.from, this.before, this.form);
				this.made = members;
				this.before = null;
			}
			return members;
		}

	}

	private record Members(List<ServiceInstance> sorted, Map<String, AzureServiceInstance> byId) {

		static Members of(List<Instance> instances, @Nullable Members before,
				Function<Instance, AzureServiceInstance> form) {
			Map<String, AzureServiceInstance> byId = new LinkedHashMap<>();
			for (Instance instance : instances) {
				AzureServiceInstance same = (before != null) ? before.byId.get(instance.id()) : null;
				byId.put(instance.id(),
						(same != null && same.instance().equals(instance)) ? same : form.apply(instance));
			}
			return new Members(List.copyOf(byId.values()), Collections.unmodifiableMap(byId));
		}

	}

}
