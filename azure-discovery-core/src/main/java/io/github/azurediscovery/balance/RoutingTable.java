package io.github.azurediscovery.balance;

import java.util.function.Consumer;

import io.github.azurediscovery.catalog.ListenerSubscription;
import org.jspecify.annotations.Nullable;

/**
 * The route of every service, computed when something changes and not when a call asks
 * for it. Thread-safe; reading is one look-up.
 */
public interface RoutingTable {

	/**
	 * Return where calls to a service may go now.
	 * @param service the id of the service, in lower case
	 * @return the route, or {@code null} if the catalog does not know the service
	 */
	@Nullable Route route(String service);

	/**
	 * Follow every new table, called by one thread at a time, before any listener and
	 * before the verdicts behind it can be read. That thread may be any that reported an
	 * outcome, such as an event loop: for what must be visible together with the routes;
	 * must be quick and may not wait.
	 * @param follower receives the table after each change
	 * @return ends the following when closed
	 */
	ListenerSubscription follow(Consumer<RoutingTable> follower);

}
