package io.github.azurediscovery.spring.loadbalancer;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.cloud.client.ServiceInstance;

/**
 * What the load balancer is offered for one service now. Reading is one volatile read of
 * a flux that was made when the route changed.
 */
final class ServiceOffer {

	private final String service;

	private final Function<Instance, ServiceInstance> form;

	private volatile @Nullable Flux<List<ServiceInstance>> current;

	private @Nullable Route route;

	ServiceOffer(String service, Function<Instance, ServiceInstance> form) {
		this.service = service;
		this.form = form;
	}

	/**
	 * Return the routable instances.
	 * @return the instances, or {@code null} if the catalog does not know the service
	 */
	@Nullable Flux<List<ServiceInstance>> current() {
		return this.current;
	}

	synchronized void update(RoutingTable routes) {
		Route next = routes.route(this.service);
		if (!Objects.equals(next, this.route)) {
			this.route = next;
			this.current = (next != null) ? Flux.just(next.routable().stream().map(this.form).toList()) : null;
		}
	}

}
