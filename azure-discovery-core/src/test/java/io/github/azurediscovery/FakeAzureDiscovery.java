package io.github.azurediscovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.health.HealthListener;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.health.InstanceHealthRegistry;
import io.github.azurediscovery.health.ServiceDemand;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.refresh.RefreshMode;
import io.github.azurediscovery.refresh.RefreshOutcome;
import io.github.azurediscovery.refresh.RefreshStatus;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/**
 * A discovery driven by hand: it answers what a test says, on the test's thread. For
 * tests of every module that builds on the core.
 */
public final class FakeAzureDiscovery implements AzureDiscovery {

	public static final String SOURCE = "fake";

	private int prefetches;

	private final MutableCatalog catalog = new MutableCatalog(Runnable::run);

	private final List<Consumer<RoutingTable>> followers = new CopyOnWriteArrayList<>();

	private final List<RefreshListener> refreshListeners = new CopyOnWriteArrayList<>();

	private final List<HealthListener> healthListeners = new CopyOnWriteArrayList<>();

	private final Set<ListenerSubscription> catalogSubscriptions = ConcurrentHashMap.newKeySet();

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final List<CallOutcome> outcomes = new CopyOnWriteArrayList<>();

	private final Map<String, InstanceHealth> verdicts = new ConcurrentHashMap<>();

	private final Set<String> panicking = ConcurrentHashMap.newKeySet();

	private volatile List<SourceStatus> sources = List.of(SourceStatus.notAsked(SOURCE));

	private volatile @Nullable Instant nextRefresh;

	private volatile boolean failing;

	private List<SinkStatus> sinks = List.of();

	private boolean firstRefresh = true;

	private volatile long rounds;

	private Supplier<CompletableFuture<RefreshOutcome>> onRefresh = () -> {
		Snapshot current = this.catalog.current();
		return CompletableFuture
			.completedFuture(new RefreshOutcome(SnapshotChange.between(current, current), true, ""));
	};

	/** Return a running instance in one of three zones, another for each number. */
	public static Instance instance(String service, int number) {
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

	public FakeAzureDiscovery() {
		this.catalog.follow((change) -> this.followers.forEach((follower) -> follower.accept(routes())));
	}

	/** Answer these instances, successfully and now. */
	public SnapshotChange answer(Instance... instances) {
		return answer(Instant.now(), instances);
	}

	public SnapshotChange answer(Instant when, Instance... instances) {
		SnapshotChange change = publish(List.of(instances), List.of(), when);
		refreshed(0, null, new SourceStatus(SOURCE, when, null, null, 1, null));
		return change;
	}

	/** Publish these instances, and tell of no refresh. */
	public void members(Instance... instances) {
		members(List.of(instances), List.of());
	}

	public void members(Collection<Instance> instances, Collection<Rejection> rejected) {
		publish(instances, rejected, Instant.now());
	}

	private synchronized SnapshotChange publish(Collection<Instance> instances, Collection<Rejection> rejected,
			@Nullable Instant when) {
		return this.catalog.publish(this.catalog.current().next(instances, rejected), when);
	}

	public void reject(Rejection... rejections) {
		publish(instances(), List.of(rejections), this.catalog.lastUpdate());
	}

	/** Return the instances of all services. */
	public List<Instance> instances() {
		Snapshot current = this.catalog.current();
		return current.services().stream().flatMap((service) -> current.instances(service).stream()).toList();
	}

	/** Fail with this message. */
	public void fail(String error) {
		this.firstRefresh = false;
		refreshed(0, null, new SourceStatus(SOURCE, this.catalog.lastUpdate(), Instant.now(), error, 1, null));
	}

	public void setSources(SourceStatus... sources) {
		this.sources = List.of(sources);
	}

	public void setSinks(SinkStatus... sinks) {
		this.sinks = List.of(sinks);
	}

	public void verdict(Instance instance, InstanceHealth to, InstanceHealthChange.Cause cause) {
		InstanceHealth from = of(instance);
		this.verdicts.put(instance.id(), to);
		this.followers.forEach((follower) -> follower.accept(routes()));
		this.healthListeners
			.forEach((listener) -> listener.healthChanged(new InstanceHealthChange(instance, from, to, cause)));
	}

	public void eject(Instance instance, String reason) {
		verdict(instance, new InstanceHealth(false, PlatformStatus.RUNNING, null, null, reason),
				InstanceHealthChange.Cause.OUTLIER);
	}

	public void readmit(Instance instance) {
		verdict(instance, InstanceHealth.byPlatformAlone(PlatformStatus.RUNNING), InstanceHealthChange.Cause.OUTLIER);
	}

	/** Offer all instances of a service, or the routable ones again. */
	public void panic(String service, boolean panic) {
		if (panic) {
			this.panicking.add(service);
		}
		else {
			this.panicking.remove(service);
		}
	}

	/** Fail with an exception where the sources are asked for. */
	public void failing(boolean failing) {
		this.failing = failing;
	}

	/** Return how many listeners are subscribed. */
	public int subscriptions() {
		return this.catalogSubscriptions.size() + this.refreshListeners.size() + this.healthListeners.size();
	}

	/** Answer a wish for a refresh with this. */
	public void onRefresh(Supplier<CompletableFuture<RefreshOutcome>> onRefresh) {
		this.onRefresh = onRefresh;
	}

	public List<String> calls() {
		return List.copyOf(this.calls);
	}

	/** Return how calls to instances ended, the oldest first. */
	public List<CallOutcome> outcomes() {
		return List.copyOf(this.outcomes);
	}

	/** Tell of a refresh, and of instances that the guard holds. */
	public synchronized void refreshed(int held, @Nullable Instant next, SourceStatus... statuses) {
		this.sources = List.of(statuses);
		this.nextRefresh = next;
		RefreshRound round = new RefreshRound(this.rounds + 1, Instant.now());
		this.rounds = round.number();
		for (SourceStatus status : statuses) {
			this.refreshListeners.forEach((listener) -> listener.refreshed(round, status, Duration.ofMillis(1), held));
		}
	}

	private InstanceHealth of(Instance instance) {
		return this.verdicts.getOrDefault(instance.id(), InstanceHealth.byPlatformAlone(instance.platform()));
	}

	@Override
	public Catalog catalog() {
		return new Catalog() {

			@Override
			public Snapshot current() {
				return FakeAzureDiscovery.this.catalog.current();
			}

			@Override
			public @Nullable Instant lastUpdate() {
				return FakeAzureDiscovery.this.catalog.lastUpdate();
			}

			@Override
			public ListenerSubscription subscribe(CatalogListener listener) {
				return FakeAzureDiscovery.this.subscribe(listener);
			}

		};
	}

	@Override
	public InstanceHealthRegistry health() {
		return new InstanceHealthRegistry() {

			@Override
			public InstanceHealth of(Instance instance) {
				return FakeAzureDiscovery.this.of(instance);
			}

			@Override
			public void report(Instance instance, CallOutcome outcome, String reason) {
				FakeAzureDiscovery.this.calls.add("report " + instance.id() + " " + outcome + " " + reason);
			}

			@Override
			public void report(String service, String host, int port, CallOutcome outcome, String reason) {
			}

			@Override
			public CallReporter calls(Instance instance) {
				return FakeAzureDiscovery.this.callsTo(instance);
			}

			@Override
			public ServiceDemand demand(String service) {
				return () -> FakeAzureDiscovery.this.calls.add("wanted " + service);
			}

			@Override
			public ListenerSubscription subscribe(HealthListener listener) {
				FakeAzureDiscovery.this.healthListeners.add(listener);
				return () -> FakeAzureDiscovery.this.healthListeners.remove(listener);
			}

		};
	}

	private CallReporter callsTo(Instance instance) {
		return new CallReporter() {

			@Override
			public void begin() {
				FakeAzureDiscovery.this.calls.add("begin " + instance.id());
			}

			@Override
			public void end(CallOutcome outcome, String reason) {
				FakeAzureDiscovery.this.outcomes.add(outcome);
				FakeAzureDiscovery.this.calls.add("end " + instance.id() + " " + outcome + " " + reason);
			}

		};
	}

	@Override
	public RoutingTable routes() {
		return new RoutingTable() {

			@Override
			public @Nullable Route route(String service) {
				List<Instance> members = FakeAzureDiscovery.this.catalog.current().instances(service);
				boolean all = FakeAzureDiscovery.this.panicking.contains(service);
				if (members.isEmpty()) {
					return null;
				}
				Route route = Route.of(service,
						members.stream()
							.filter((instance) -> all || FakeAzureDiscovery.this.of(instance).routable())
							.toList());
				return all ? route.inPanic() : route;
			}

			@Override
			public ListenerSubscription follow(Consumer<RoutingTable> follower) {
				return ListenerSubscription.add(follower, FakeAzureDiscovery.this.followers);
			}

		};
	}

	@Override
	public void prefetch() {
		this.prefetches++;
	}

	/** Return how often it was told to ask ahead. */
	public int prefetches() {
		return this.prefetches;
	}

	@Override
	public void start() {
		this.calls.add("start");
	}

	@Override
	public boolean awaitFirstRefresh(Duration timeout) {
		this.calls.add("await " + timeout);
		return this.firstRefresh;
	}

	@Override
	public void stop() {
		this.calls.add("stop");
	}

	@Override
	public Snapshot discover() {
		return this.catalog.current();
	}

	@Override
	public CompletableFuture<RefreshOutcome> refresh(RefreshMode mode) {
		this.calls.add((mode == RefreshMode.UNGUARDED) ? "refresh full" : "refresh");
		return this.onRefresh.get();
	}

	@Override
	public ListenerSubscription subscribe(CatalogListener listener) {
		ListenerSubscription subscription = this.catalog.subscribe(listener);
		this.catalogSubscriptions.add(subscription);
		return () -> {
			subscription.close();
			this.catalogSubscriptions.remove(subscription);
		};
	}

	@Override
	public ListenerSubscription subscribe(RefreshListener listener) {
		this.refreshListeners.add(listener);
		return () -> this.refreshListeners.remove(listener);
	}

	@Override
	public List<SourceStatus> sources() {
		if (this.failing) {
			throw new IllegalStateException("made to fail");
		}
		return this.sources;
	}

	@Override
	public List<SinkStatus> sinks() {
		return this.sinks;
	}

	@Override
	public CompletableFuture<List<SinkStatus>> reconcileSinks() {
		this.calls.add("reconcile sinks");
		return CompletableFuture.completedFuture(this.sinks);
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
	public void close() {
		this.calls.add("close");
	}

}
