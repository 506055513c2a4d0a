package io.github.azurediscovery.spring.loadbalancer;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.Health;

import org.springframework.cloud.client.ServiceInstance;

/**
 * The routable instances of every service that somebody asked for, in the form in which
 * Spring Cloud LoadBalancer wants them. They are made when the routes change, before any
 * later call can pick, so that a pick only reads. Thread-safe.
 */
public final class RoutableInstances {

	private final RoutingTable routes;

	private final Health health;

	private final Function<Instance, ServiceInstance> form;

	private final Map<String, ServiceInstanceOffer> offers = new ConcurrentHashMap<>();

	/**
	 * Follow the routes.
	 * @param routes the routes
	 * @param health is told which services are asked for
	 * @param form gives an instance its Spring form, the same object each time
	 */
	public RoutableInstances(RoutingTable routes, Health health, Function<Instance, ServiceInstance> form) {
		this.routes = routes;
		this.health = health;
		this.form = form;
		routes.follow((table) -> this.offers.values().forEach((offer) -> offer.update(table)));
	}

	ServiceInstanceOffer of(String service) {
		String id = service.toLowerCase(Locale.ROOT);
		ServiceInstanceOffer known = this.offers.get(id);
		if (known != null) {
			return known;
		}
		ServiceInstanceOffer offer = this.offers.computeIfAbsent(id,
				(key) -> new ServiceInstanceOffer(key, this.health.demand(key), this.form));
		offer.update(this.routes);
		return offer;
	}

}
