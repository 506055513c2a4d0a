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

	private final Map<String, Integer> answers = new ConcurrentHashMap<>();

	private final int confirmations;

	private volatile boolean complete;

	private final AtomicLong changes = new AtomicLong();

	private final Set<String> known = new TreeSet<>();

	private long changesRead;

	private DesiredState newest = DesiredState.UNKNOWN;

	/**
	 * Create a reader that knows nothing yet.
	 * @param sources the names of all sources; where there is none, no state is complete
	 * @param confirmations how many further answers of all sources confirm a state
	 * without a single instance: a proxy is not emptied because the first answers after a
	 * restart bring nothing
	 * @param catalog the instances
	 * @param routes which of them are offered
	 * @param health what speaks against the others
	 */
	public DesiredStateReader(Collection<String> sources, int confirmations, Catalog catalog, RoutingTable routes,
			InstanceHealthRegistry health) {
		(sources.isEmpty() ? Set.of("") : sources).forEach((source) -> this.answers.put(source, 0));
		this.confirmations = confirmations;
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
	 * @return whether the state may be complete by it
	 */
	boolean answered(String source) {
		this.answers.computeIfPresent(source, (name, before) -> before + 1);
		return !this.complete && rounds() > 0;
	}

	/** Return how often every source has answered. */
	private int rounds() {
		return this.answers.values().stream().mapToInt(Integer::intValue).min().orElse(0);
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
		int rounds = rounds();
		Snapshot snapshot = this.catalog.current();
		this.complete |= rounds > 0 && (snapshot.size() > 0 || rounds > this.confirmations);
		Map<String, List<SinkTarget>> services = new TreeMap<>();
		snapshot.services().forEach((service) -> services.put(service, targets(service, snapshot)));
		if (this.complete) {
			this.known.clear();
		}
		else {
			this.known.addAll(services.keySet());
			this.known.forEach((service) -> services.putIfAbsent(service, List.of()));
		}
		return new DesiredState(this.newest.version() + 1, this.complete, services);
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
