package io.github.azurediscovery;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.LiveCatalog;
import io.github.azurediscovery.catalog.Snapshot;

import org.jspecify.annotations.Nullable;

/** Routes by Azure's word alone. */
final class PlatformRoutes implements RoutingTable {

	private final List<Consumer<RoutingTable>> followers = new CopyOnWriteArrayList<>();

	private volatile Map<String, Route> routes = Map.of();

	PlatformRoutes(LiveCatalog catalog) {
		catalog.follow((change) -> {
			this.routes = change.after()
				.services()
				.stream()
				.collect(
						Collectors.toUnmodifiableMap(Function.identity(), (service) -> route(service, change.after())));
			this.followers.forEach((follower) -> follower.accept(this));
		});
	}

	private static Route route(String service, Snapshot snapshot) {
		List<Instance> members = snapshot.instances(service);
		List<Instance> routable = members.stream().filter((instance) -> instance.platform().routable()).toList();
		return routable.isEmpty() ? new Route(service, members, true) : new Route(service, routable, false);
	}

	@Override
	public @Nullable Route route(String service) {
		return this.routes.get(service);
	}

	@Override
	public void follow(Consumer<RoutingTable> follower) {
		this.followers.add(follower);
	}

}
