package io.github.azurediscovery.balance;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The routes by service, which are changed one by one. A concurrent map holds them all,
 * so that a change copies nothing; an array in front of it answers most look-ups with
 * fewer reads. A place of the array belongs to the service that was published last of
 * those that share it, and the others are found in the map. Any thread may read, one at a
 * time may write.
 */
final class RouteIndex {

	/** A power of two, and never changed: a look-up need not read how many there are. */
	private static final int PLACES = 4_096;

	/**
	 * Reads and writes a place. An array of atomic references would be one more read for
	 * each look-up, which is a fifth of all that a choice takes.
	 */
	private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Route[].class);

	private final @Nullable Route[] places = new Route[PLACES];

	private volatile Map<String, Route> routes = new ConcurrentHashMap<>();

	@Nullable Route find(String service) {
		Route route = (Route) PLACE.getAcquire(this.places, place(service));
		return (route != null && route.service().equals(service)) ? route : this.routes.get(service);
	}

	/** Return the services that have a route now. */
	List<String> services() {
		return List.copyOf(this.routes.keySet());
	}

	/**
	 * Put a route in place of the one that its service had.
	 * @return the route before, if there was one
	 */
	@Nullable Route put(Route route) {
		Route before = this.routes.put(route.service(), route);
		PLACE.setRelease(this.places, place(route.service()), route);
		return before;
	}

	void remove(String service) {
		Route before = this.routes.remove(service);
		if (before != null) {
			PLACE.compareAndSet(this.places, place(service), before, null);
		}
	}

	/** Make room for so many services at once, rather than in the midst of a change. */
	void makeRoom(int services) {
		Map<String, Route> roomier = new ConcurrentHashMap<>(services);
		roomier.putAll(this.routes);
		this.routes = roomier;
	}

	private static int place(String service) {
		int hash = service.hashCode();
		return (hash ^ (hash >>> 16)) & (PLACES - 1);
	}

}
