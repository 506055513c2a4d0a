package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.health.HealthListener;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.health.InstanceHealthRegistry;
import io.github.azurediscovery.health.ServiceDemand;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.refresh.RefreshOutcome;
import io.github.azurediscovery.refresh.RefreshStatus;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/** A discovery driven by hand; listeners are told on the caller's thread. */
@SuppressWarnings("overloads") // as the interfaces declare them
final class FakeDiscovery implements AzureDiscovery, InstanceHealthRegistry, RoutingTable {

	final List<RefreshListener> refreshListeners = new CopyOnWriteArrayList<>();

	final List<HealthListener> healthListeners = new CopyOnWriteArrayList<>();

	final List<CatalogListener> catalogListeners = new CopyOnWriteArrayList<>();

	private final MutableCatalog catalog = new MutableCatalog(Runnable::run);

	private final Map<String, InstanceHealth> health = new HashMap<>();

	private final Map<String, Boolean> panic = new HashMap<>();

	private List<SourceStatus> sources = List.of();

	private @Nullable Instant nextRefresh;

	private long rounds;

	private final ServiceDemand demand = () -> {
	};

	volatile boolean failing;

	FakeDiscovery() {
		this.catalog
			.subscribe((change) -> this.catalogListeners.forEach((listener) -> listener.catalogChanged(change)));
	}

	static Instance instance(String service, int number) {
		int last = 4 + number;
		return Instance
			.of("6f0d4c1e-0000-4000-8000-%012d".formatted(number), service,
					"10.1.%d.%d".formatted(last / 250, last % 250), 8080)
			.name(service + "_" + number)
			.zone(String.valueOf(1 + number % 3))
			.region("westeurope")
			.scaleSet(service)
			.source("scale-set:" + service)
			.platform(PlatformStatus.RUNNING)
			.build();
	}

	synchronized void members(Instance... instances) {
		members(List.of(instances), List.of());
	}

	synchronized void members(Collection<Instance> instances, Collection<Rejection> rejected) {
		this.catalog.publish(this.catalog.current().next(instances, rejected), Instant.now());
	}

	synchronized List<Instance> instances() {
		List<Instance> all = new ArrayList<>();
		Snapshot current = this.catalog.current();
		current.services().forEach((service) -> all.addAll(current.instances(service)));
		return all;
	}

	synchronized void health(Instance instance, InstanceHealth to, InstanceHealthChange.Cause cause) {
		InstanceHealth from = of(instance);
		this.health.put(instance.id(), to);
		this.healthListeners
			.forEach((listener) -> listener.healthChanged(new InstanceHealthChange(instance, from, to, cause)));
	}

	void eject(Instance instance, String reason) {
		health(instance, new InstanceHealth(false, PlatformStatus.RUNNING, null, null, reason),
				InstanceHealthChange.Cause.OUTLIER);
	}

	void readmit(Instance instance) {
		health(instance, new InstanceHealth(true, PlatformStatus.RUNNING, null, null, null),
				InstanceHealthChange.Cause.OUTLIER);
	}

	synchronized void panic(String service, boolean panic) {
		this.panic.put(service, panic);
	}

	synchronized void refreshed(int held, Instant next, SourceStatus... statuses) {
		this.sources = List.of(statuses);
		this.nextRefresh = next;
		RefreshRound round = new RefreshRound(++this.rounds, Instant.now());
		for (SourceStatus status : statuses) {
			this.refreshListeners.forEach((listener) -> listener.refreshed(round, status, Duration.ofMillis(40), held));
		}
	}

	int subscriptions() {
		return this.refreshListeners.size() + this.healthListeners.size() + this.catalogListeners.size();
	}

	@Override
	public Catalog catalog() {
		return new Catalog() {

			@Override
			public Snapshot current() {
				return FakeDiscovery.this.catalog.current();
			}

			@Override
			public @Nullable Instant lastUpdate() {
				return FakeDiscovery.this.catalog.lastUpdate();
			}

			@Override
			public Subscription subscribe(CatalogListener listener) {
				return FakeDiscovery.this.subscribe(listener);
			}

		};
	}

	@Override
	public InstanceHealthRegistry health() {
		return this;
	}

	@Override
	public RoutingTable routes() {
		return this;
	}

	@Override
	public InstanceHealth of(Instance instance) {
		return this.health.getOrDefault(instance.id(),
				new InstanceHealth(instance.platform().routable(), instance.platform(), null, null, null));
	}

	@Override
	public @Nullable Route route(String service) {
		List<Instance> members = this.catalog.current().instances(service);
		if (members.isEmpty()) {
			return null;
		}
		boolean all = this.panic.getOrDefault(service, false);
		return new Route(service, members.stream().filter((instance) -> all || of(instance).routable()).toList(), all);
	}

	@Override
	public Subscription subscribe(CatalogListener listener) {
		this.catalogListeners.add(listener);
		return () -> this.catalogListeners.remove(listener);
	}

	@Override
	public Subscription subscribe(RefreshListener listener) {
		this.refreshListeners.add(listener);
		return () -> this.refreshListeners.remove(listener);
	}

	@Override
	public Subscription subscribe(HealthListener listener) {
		this.healthListeners.add(listener);
		return () -> this.healthListeners.remove(listener);
	}

	@Override
	public List<SourceStatus> sources() {
		if (this.failing) {
			throw new IllegalStateException("made to fail");
		}
		return this.sources;
	}

	@Override
	public RefreshStatus status() {
		return new RefreshStatus(this.nextRefresh, this.rounds, 0, 0, 0);
	}

	@Override
	public int pendingEvents() {
		return 0;
	}

	@Override
	public void report(Instance instance, CallOutcome outcome, String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void report(String service, String host, int port, CallOutcome outcome, String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public CallReporter calls(Instance instance) {
		return new CallReporter() {

			@Override
			public void begin() {
			}

			@Override
			public void end(CallOutcome outcome, String reason) {
			}

		};
	}

	@Override
	public ServiceDemand demand(String service) {
		return this.demand;
	}

	@Override
	public void follow(Consumer<RoutingTable> follower) {
		subscribe((CatalogListener) (change) -> follower.accept(this));
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
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
	}

}
