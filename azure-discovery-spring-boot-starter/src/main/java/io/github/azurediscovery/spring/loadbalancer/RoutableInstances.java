package io.github.azurediscovery.spring.loadbalancer;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.InstanceHealthRegistry;

import org.springframework.cloud.client.ServiceInstance;

/**
 * The routable instances of every requested service, in the converter that Spring Cloud
 * LoadBalancer uses. They are created when the routes change, before any later call can
 * choose, so that a choice only reads. Thread-safe.
 */
public final class RoutableInstances {

	private final RoutingTable routes;

	private final InstanceHealthRegistry health;

	private final Function<Instance, ServiceInstance> converter;

	private final Map<String, ServiceInstanceOffer> offers = new ConcurrentHashMap<>();

	/**
	 * Create a view of the routes that follows their changes.
	 * @param routes the routes
	 * @param health is notified which services are requested
	 * @param converter returns the service instance of an instance, always the same
	 * object
	 */
	public RoutableInstances(RoutingTable routes, InstanceHealthRegistry health,
			Function<Instance, ServiceInstance> converter) {
		this.routes = routes;
		this.health = health;
		this.converter = converter;
		routes.follow((table) -> this.offers.values().forEach((offer) -> offer.update(table)));
	}

	ServiceInstanceOffer forService(String service) {
		String id = service.toLowerCase(Locale.ROOT);
		ServiceInstanceOffer known = this.offers.get(id);
		if (known != null) {
			return known;
		}
		ServiceInstanceOffer offer = this.offers.computeIfAbsent(id,
				(key) -> new ServiceInstanceOffer(key, this.health.demand(key), this.converter));
		offer.update(this.routes);
		return offer;
	}

}
