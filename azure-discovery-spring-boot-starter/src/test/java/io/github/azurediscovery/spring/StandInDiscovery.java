package io.github.azurediscovery.spring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.LiveCatalog;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.health.Health;
import io.github.azurediscovery.health.HealthListener;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.Outcome;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.refresh.RefreshOutcome;
import io.github.azurediscovery.refresh.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * A discovery that knows what the test tells it, in the test's own thread. A hard failure
 * that is reported ejects at once; everything else is only recorded.
 */
public final class StandInDiscovery implements AzureDiscovery {

	private final LiveCatalog catalog = new LiveCatalog(Runnable::run);

	private final Set<String> ejected = new HashSet<>();

	private final List<RefreshListener> refreshListeners = new CopyOnWriteArrayList<>();

	private final List<HealthListener> healthListeners = new CopyOnWriteArrayList<>();

	private final StandInHealth health = new StandInHealth();

	private final StandInRoutes routes = new StandInRoutes();

	public final List<Report> reports = new CopyOnWriteArrayList<>();

	public final List<SourceStatus> sources = new CopyOnWriteArrayList<>();

	public CompletableFuture<RefreshOutcome> nextRefresh = CompletableFuture
		.completedFuture(new RefreshOutcome(SnapshotChange.between(Snapshot.EMPTY, Snapshot.EMPTY), true, ""));

	public boolean lastRefreshWasFull;

	/** What was reported about an instance. */
	public record Report(Instance instance, Outcome outcome, String reason) {
	}

	public static Instance instance(String id, String service, int port) {
		return Instance.of(id, service, "127.0.0.1", port).source("static:" + service).build();
	}

	public SnapshotChange know(Instance... instances) {
		return know(List.of(instances), List.of(), Instant.now());
	}

	public SnapshotChange know(Collection<Instance> instances, Collection<Rejection> rejected,
			@Nullable Instant lastUpdate) {
		SnapshotChange change = this.catalog.publish(this.catalog.current().next(instances, rejected), lastUpdate);
		this.routes.compute();
		return change;
	}

	public void eject(String id) {
		this.ejected.add(id);
		this.routes.compute();
	}

	public void readmit(String id) {
		this.ejected.remove(id);
		this.routes.compute();
	}

	@Override
	public LiveCatalog catalog() {
		return this.catalog;
	}

	@Override
	public Health health() {
		return this.health;
	}

	@Override
	public RoutingTable routes() {
		return this.routes;
	}

	@Override
	public void start() {
	}

	@Override
	public boolean awaitFirstRefresh(Duration timeout) {
		return true;
	}

	@Override
	public void stop() {
	}

	@Override
	public Snapshot discover() {
		return this.catalog.current();
	}

	@Override
	public CompletableFuture<RefreshOutcome> refresh(boolean full) {
		this.lastRefreshWasFull = full;
		return this.nextRefresh;
	}

	@Override
	public Subscription subscribe(CatalogListener listener) {
		return this.catalog.subscribe(listener);
	}

	@Override
	public Subscription subscribe(RefreshListener listener) {
		this.refreshListeners.add(listener);
		return () -> this.refreshListeners.remove(listener);
	}

	public List<RefreshListener> refreshListeners() {
		return this.refreshListeners;
	}

	@Override
	public List<SourceStatus> sources() {
		return this.sources;
	}

	@Override
	public void close() {
	}

	private final class StandInHealth implements Health {

		@Override
		public InstanceHealth of(Instance instance) {
			boolean out = StandInDiscovery.this.ejected.contains(instance.id());
			return new InstanceHealth(!out, instance.platform(), null, null, out ? "ejected" : null);
		}

		@Override
		public void report(Instance instance, Outcome outcome, String reason) {
			StandInDiscovery.this.reports.add(new Report(instance, outcome, reason));
			if (outcome == Outcome.HARD_FAILURE) {
				eject(instance.id());
			}
		}

		@Override
		public void wanted(String service) {
		}

		@Override
		public Subscription subscribe(HealthListener listener) {
			StandInDiscovery.this.healthListeners.add(listener);
			return () -> StandInDiscovery.this.healthListeners.remove(listener);
		}

	}

	private final class StandInRoutes implements RoutingTable {

		private final List<Consumer<RoutingTable>> followers = new ArrayList<>();

		private volatile Map<String, Route> table = Map.of();

		@Override
		public @Nullable Route route(String service) {
			return this.table.get(service);
		}

		@Override
		public void follow(Consumer<RoutingTable> follower) {
			this.followers.add(follower);
		}

		private synchronized void compute() {
			Snapshot snapshot = StandInDiscovery.this.catalog.current();
			Map<String, Route> next = new HashMap<>();
			for (String service : snapshot.services()) {
				List<Instance> all = snapshot.instances(service);
				List<Instance> fine = all.stream()
					.filter((instance) -> !StandInDiscovery.this.ejected.contains(instance.id()))
					.toList();
				next.put(service, new Route(service, fine.isEmpty() ? all : fine, fine.isEmpty()));
			}
			this.table = next;
			this.followers.forEach((follower) -> follower.accept(this));
		}

	}

}
