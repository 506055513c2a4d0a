package io.github.azurediscovery.balance;

import io.github.azurediscovery.catalog.Instance;

import org.jspecify.annotations.Nullable;

/**
 * Picks the instances of a service one after the other, for programs without a load
 * balancer of their own. Stays even while instances come and go. Never waits, never
 * allocates. Thread-safe.
 */
public final class RoundRobin {

	private final RoutingTable routes;

	private final boolean nearby;

	private RoundRobin(RoutingTable routes, boolean nearby) {
		this.routes = routes;
		this.nearby = nearby;
	}

	/**
	 * Pick from the instances in all zones.
	 * @param routes where calls may go
	 */
	public static RoundRobin everywhere(RoutingTable routes) {
		return new RoundRobin(routes, false);
	}

	/**
	 * Pick from the instances in this VM's zone while there are enough.
	 * @param routes where calls may go
	 */
	public static RoundRobin nearby(RoutingTable routes) {
		return new RoundRobin(routes, true);
	}

	/**
	 * Pick the next instance.
	 * @param service the id of the service, in lower case
	 * @return the instance, or {@code null} if the catalog does not know the service
	 */
	public @Nullable Instance choose(String service) {
		Route route = this.routes.route(service);
		if (route == null) {
			return null;
		}
		return (this.nearby ? route.nearby() : route.everywhere()).next();
	}

}
