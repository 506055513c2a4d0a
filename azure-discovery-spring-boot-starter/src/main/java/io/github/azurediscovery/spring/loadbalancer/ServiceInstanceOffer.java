package io.github.azurediscovery.spring.loadbalancer;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.github.azurediscovery.balance.InstanceRotation;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.ServiceDemand;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.cloud.client.ServiceInstance;

/**
 * The routable instances of one service that are offered to the load balancer now. A read
 * is one volatile read of fluxes that were created when the route changed, and allocates
 * nothing.
 */
final class ServiceInstanceOffer {

	private final String service;

	private final ServiceDemand demand;

	private final Function<Instance, ServiceInstance> converter;

	private volatile @Nullable Rotation everywhere;

	private volatile @Nullable Rotation nearby;

	private @Nullable Route route;

	ServiceInstanceOffer(String service, ServiceDemand demand, Function<Instance, ServiceInstance> converter) {
		this.service = service;
		this.demand = demand;
		this.converter = converter;
	}

	/**
	 * Return the instances to offer for the next call.
	 * @param preferZone whether instances in this VM's zone are preferred
	 * @return the instances, or {@code null} if the service is not in the catalog
	 */
	@Nullable Flux<List<ServiceInstance>> next(boolean preferZone) {
		Rotation rotation = preferZone ? this.nearby : this.everywhere;
		if (rotation == null) {
			return null;
		}
		this.demand.note();
		return rotation.next();
	}

	synchronized void update(RoutingTable routes) {
		Route next = routes.route(this.service);
		if (Objects.equals(next, this.route)) {
			return;
		}
		this.route = next;
		Rotation all = (next != null) ? rotation(next.everywhere()) : null;
		this.everywhere = all;
		this.nearby = (next == null || next.nearby().equals(next.everywhere())) ? all : rotation(next.nearby());
	}

	private Rotation rotation(InstanceRotation rota) {
		return new Rotation(rota,
				rota.lists().stream().map((list) -> Flux.just(list.stream().map(this.converter).toList())).toList());
	}

	/** The lists of a rotation in the load balancer's converter. */
	private static final class Rotation {

		private final InstanceRotation rota;

		private final List<Flux<List<ServiceInstance>>> lists;

		/** The only list, if there is just one: it is returned without a turn. */
		private final @Nullable Flux<List<ServiceInstance>> only;

		Rotation(InstanceRotation rota, List<Flux<List<ServiceInstance>>> lists) {
			this.rota = rota;
			this.lists = lists;
			this.only = (lists.size() == 1) ? lists.get(0) : null;
		}

		Flux<List<ServiceInstance>> next() {
			Flux<List<ServiceInstance>> always = this.only;
			return (always != null) ? always : this.lists.get(this.rota.turn());
		}

	}

}
