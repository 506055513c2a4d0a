package io.github.azurediscovery.sink;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.InstanceHealthRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Reads what all sinks shall hold from the catalog, the routes and the verdicts, when it
 * is asked for and something changed since. Thread-safe.
 */
public final class DesiredStateReader {

	private final Catalog catalog;

	private final RoutingTable routes;

	private final InstanceHealthRegistry health;

	private final Set<String> silentSources = ConcurrentHashMap.newKeySet();

	private final AtomicLong changes = new AtomicLong();

	private final Set<String> known = new TreeSet<>();

	private long changesRead;

	private DesiredState newest = DesiredState.UNKNOWN;

	/**
	 * Create a reader that knows nothing yet.
	 * @param sources the names of all sources; where there is none, no state is complete
	 * @param catalog the instances
	 * @param routes which of them are offered
	 * @param health what speaks against the others
	 */
	public DesiredStateReader(Collection<String> sources, Catalog catalog, RoutingTable routes,
			InstanceHealthRegistry health) {
		this.silentSources.addAll(sources.isEmpty() ? Set.of("") : sources);
		this.catalog = catalog;
		this.routes = routes;
		this.health = health;
	}

	/** Something may have changed. Quick, from any thread. */
	void changed() {
		this.changes.incrementAndGet();
	}

	/**
	 * A source has answered, and its answer is in the catalog.
	 * @return whether it was the first answer of the last silent source
	 */
	boolean answered(String source) {
		return this.silentSources.remove(source) && this.silentSources.isEmpty();
	}

	synchronized DesiredState read() {
		long seen = this.changes.get();
		if (seen != this.changesRead) {
			this.changesRead = seen;
			DesiredState next = next();
			this.newest = next.isLike(this.newest) ? this.newest : next;
		}
		return this.newest;
	}

	/** What makes a state complete is read before what it must contain. */
	private DesiredState next() {
		boolean complete = this.silentSources.isEmpty();
		Snapshot snapshot = this.catalog.current();
		Map<String, List<SinkTarget>> services = new TreeMap<>();
		snapshot.services().forEach((service) -> services.put(service, targets(service, snapshot)));
		if (complete) {
			this.known.clear();
		}
		else {
			this.known.addAll(services.keySet());
			this.known.forEach((service) -> services.putIfAbsent(service, List.of()));
		}
		return new DesiredState(this.newest.version() + 1, complete, services);
	}

	private List<SinkTarget> targets(String service, Snapshot snapshot) {
		Set<String> offered = offered(this.routes.route(service));
		return snapshot.instances(service).stream().map((instance) -> target(instance, offered)).toList();
	}

	private static @Nullable Set<String> offered(@Nullable Route route) {
		return (route != null)
				? route.routable().stream().map(Instance::id).collect(Collectors.toCollection(HashSet::new)) : null;
	}

	private SinkTarget target(Instance instance, @Nullable Set<String> offered) {
		InstanceHealth verdict = this.health.of(instance);
		boolean routable = (offered != null) ? offered.contains(instance.id()) : verdict.routable();
		if (routable) {
			return SinkTarget.of(instance, TargetState.ROUTABLE, verdict.codes());
		}
		Set<Cause> causes = verdict.causes();
		boolean leaving = causes.contains(Cause.MAINTENANCE) && !causes.contains(Cause.OUTLIER);
		return SinkTarget.of(instance, leaving ? TargetState.LEAVING : TargetState.DOWN, verdict.codes());
	}

}
