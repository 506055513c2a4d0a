package io.github.azurediscovery.spring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;
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
import io.github.azurediscovery.refresh.RefreshOutcome;
import io.github.azurediscovery.refresh.RefreshStatus;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/**
 * A discovery driven by hand: it answers what a test says, on the test's thread.
 */
public final class FakeAzureDiscovery implements AzureDiscovery {

	public static final String SOURCE = "fake";

	private final MutableCatalog catalog = new MutableCatalog(Runnable::run);

	private final List<Consumer<RoutingTable>> followers = new CopyOnWriteArrayList<>();

	private final List<RefreshListener> refreshListeners = new CopyOnWriteArrayList<>();

	private final List<HealthListener> healthListeners = new CopyOnWriteArrayList<>();

	private final List<String> calls = new ArrayList<>();

	private final List<CallOutcome> outcomes = new ArrayList<>();

	private final Map<String, InstanceHealth> verdicts = new TreeMap<>();

	private List<SourceStatus> sources = List.of(new SourceStatus(SOURCE, null, null, null, 0, null));

	private boolean firstRefresh = true;

	private long rounds;

	private Supplier<CompletableFuture<RefreshOutcome>> onRefresh = () -> {
		Snapshot current = this.catalog.current();
		return CompletableFuture
			.completedFuture(new RefreshOutcome(SnapshotChange.between(current, current), true, ""));
	};

	public FakeAzureDiscovery() {
		this.catalog.follow((change) -> this.followers.forEach((follower) -> follower.accept(routes())));
	}

	/** Answer these instances, successfully and now. */
	public SnapshotChange answer(Instance... instances) {
		return answer(Instant.now(), instances);
	}

	public SnapshotChange answer(Instant when, Instance... instances) {
		SnapshotChange change = this.catalog.publish(this.catalog.current().next(List.of(instances), List.of()), when);
		refreshed(new SourceStatus(SOURCE, when, null, null, 1, null));
		return change;
	}

	public void reject(Rejection... rejections) {
		List<Instance> instances = this.catalog.current()
			.services()
			.stream()
			.flatMap((service) -> this.catalog.current().instances(service).stream())
			.toList();
		this.catalog.publish(this.catalog.current().next(instances, List.of(rejections)), this.catalog.lastUpdate());
	}

	/** Fail with this message. */
	public void fail(String error) {
		this.firstRefresh = false;
		refreshed(new SourceStatus(SOURCE, this.catalog.lastUpdate(), Instant.now(), error, 1, null));
	}

	public void setSources(SourceStatus... sources) {
		this.sources = List.of(sources);
	}

	public void verdict(Instance instance, InstanceHealth to, InstanceHealthChange.Cause cause) {
		InstanceHealth from = of(instance);
		this.verdicts.put(instance.id(), to);
		this.followers.forEach((follower) -> follower.accept(routes()));
		this.healthListeners
			.forEach((listener) -> listener.healthChanged(new InstanceHealthChange(instance, from, to, cause)));
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

	private void refreshed(SourceStatus status) {
		this.sources = List.of(status);
		RefreshRound round = new RefreshRound(++this.rounds, Instant.now());
		this.refreshListeners.forEach((listener) -> listener.refreshed(round, status, Duration.ofMillis(1), 0));
	}

	private InstanceHealth of(Instance instance) {
		return this.verdicts.getOrDefault(instance.id(),
				new InstanceHealth(instance.platform().routable(), instance.platform(), null, null, null));
	}

	@Override
	public Catalog catalog() {
		return this.catalog;
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
			public Subscription subscribe(HealthListener listener) {
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
				return members.isEmpty() ? null : new Route(service,
						members.stream().filter((instance) -> FakeAzureDiscovery.this.of(instance).routable()).toList(),
						false);
			}

			@Override
			public void follow(Consumer<RoutingTable> follower) {
				FakeAzureDiscovery.this.followers.add(follower);
			}

		};
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
	public CompletableFuture<RefreshOutcome> refresh(boolean full) {
		this.calls.add(full ? "refresh full" : "refresh");
		return this.onRefresh.get();
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

	@Override
	public List<SourceStatus> sources() {
		return this.sources;
	}

	@Override
	public RefreshStatus status() {
		return new RefreshStatus(null, this.rounds, 0, 0, 0);
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
