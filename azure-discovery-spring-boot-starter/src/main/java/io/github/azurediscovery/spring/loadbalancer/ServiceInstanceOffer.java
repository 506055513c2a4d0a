package io.github.azurediscovery.spring.loadbalancer;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.github.azurediscovery.balance.Rota;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.Demand;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.cloud.client.ServiceInstance;

/**
 * What the load balancer is offered for one service now. Reading is one volatile read of
 * fluxes that were made when the route changed, and allocates nothing.
 */
final class ServiceInstanceOffer {

	private final String service;

	private final Demand demand;

	private final Function<Instance, ServiceInstance> form;

	private volatile @Nullable Turns everywhere;

	private volatile @Nullable Turns nearby;

	private @Nullable Route route;

	ServiceInstanceOffer(String service, Demand demand, Function<Instance, ServiceInstance> form) {
		this.service = service;
		this.demand = demand;
		this.form = form;
	}

	/**
	 * Return what to offer to the next call.
	 * @param preferZone whether instances in this VM's zone are preferred
	 * @return the instances, or {@code null} if the catalog does not know the service
	 */
	@Nullable Flux<List<ServiceInstance>> next(boolean preferZone) {
		Turns turns = preferZone ? this.nearby : this.everywhere;
		if (turns == null) {
			return null;
		}
		this.demand.note();
		return turns.next();
	}

	synchronized void update(RoutingTable routes) {
		Route next = routes.route(this.service);
		if (Objects.equals(next, this.route)) {
			return;
		}
		this.route = next;
		Turns all = (next != null) ? turns(next.everywhere()) : null;
		this.everywhere = all;
		this.nearby = (next == null || next.nearby().equals(next.everywhere())) ? all : turns(next.nearby());
	}

	private Turns turns(Rota rota) {
		return new Turns(rota,
				rota.lists().stream().map((list) -> Flux.just(list.stream().map(this.form).toList())).toList());
	}

	/** The lists of a rota in the load balancer's form. */
	private static final class Turns {

		private final Rota rota;

		private final List<Flux<List<ServiceInstance>>> lists;

		/** The list, if it is the only one, which spares asking whose turn it is. */
		private final @Nullable Flux<List<ServiceInstance>> only;

		Turns(Rota rota, List<Flux<List<ServiceInstance>>> lists) {
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
