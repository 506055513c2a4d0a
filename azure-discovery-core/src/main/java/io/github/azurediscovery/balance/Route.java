package io.github.azurediscovery.balance;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.catalog.Instance;

/**
 * Where calls to one service may go now. Immutable, but for the turns that its rotas
 * count.
 *
 * @param service the id of the service
 * @param routable the instances to pick from, in every zone, sorted by id; never empty
 * for a service with members
 * @param panic whether too few are healthy, so that unhealthy ones are offered as well
 * @param everywhere the lists to offer to callers without a zone of their own
 * @param nearby the lists to offer to callers who prefer this VM's zone; the same as
 * {@code everywhere} while the zone has too little to offer
 */
public record Route(String service, List<Instance> routable, boolean panic, InstanceRotation everywhere,
		InstanceRotation nearby) {

	public Route {
		routable = (routable instanceof InstanceList) ? routable : List.copyOf(routable);
	}

	/**
	 * Return a route to healthy instances, without newcomers and zones.
	 * @param service the id of the service
	 * @param routable the instances to pick from, sorted by id
	 */
	public static Route of(String service, List<Instance> routable) {
		InstanceRotation rota = InstanceRotation.always(List.copyOf(routable), new AtomicInteger());
		return new Route(service, routable, false, rota, rota);
	}

	/** Return this route, with unhealthy instances among those to pick from. */
	public Route inPanic() {
		return new Route(this.service, this.routable, true, this.everywhere, this.nearby);
	}

}
