package io.github.azurediscovery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.source.AzureSources;
import io.github.azurediscovery.balance.LiveRoutingTable;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.InstanceHealthRegistry;
import io.github.azurediscovery.health.engine.HealthEngine;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.refresh.CatalogRefresher;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.refresh.RefreshMode;
import io.github.azurediscovery.refresh.RefreshOutcome;
import io.github.azurediscovery.refresh.RefreshStatus;
import io.github.azurediscovery.refresh.SnapshotFile;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.sink.DesiredStateReader;
import io.github.azurediscovery.sink.DiscoverySinks;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;

/** Wires the rooms together, and owns the threads between them. */
final class DefaultAzureDiscovery implements AzureDiscovery {

	/**
	 * As long as a metadata service that is up but slow may make the first refresh wait.
	 */
	private static final Duration IMDS_PATIENCE = Duration.ofSeconds(5);

	private final DiscoveryThreads threads;

	private final @Nullable AzureSources azure;

	private final @Nullable LookupStandIn standIn;

	private final MutableCatalog catalog;

	private final HealthEngine health;

	private final LiveRoutingTable routes;

	private final CatalogRefresher refresher;

	private final DiscoverySinks sinks;

	private final Runnable zoneFinder;

	private final @Nullable SnapshotFile snapshotFile;

	private final AtomicBoolean restored = new AtomicBoolean();

	DefaultAzureDiscovery(AzureDiscoveryBuilder builder) {
		this.threads = new DiscoveryThreads(builder.threadPrefix);
		RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
		ScheduledExecutorService owner = this.threads.owner();
		Executor events = this.threads.events();
		ImdsClient imds = imds(builder);
		this.catalog = new MutableCatalog(events);
		this.standIn = builder.standIn;
		this.azure = azure(builder, imds, random, this::known);
		this.health = new HealthEngine(builder.health, imds, owner, events, builder.clock, random,
				builder.threadPrefix);
		this.routes = new LiveRoutingTable(builder.balance, owner, this.health::inTurn);
		this.health.observe(builder.probes);
		this.health.follow(this.routes);
		this.catalog.follow(this.health);
		List<InstanceSource> sources = new ArrayList<>(builder.sources);
		if (this.azure != null) {
			sources.addAll(this.azure.sources());
		}
		sources.replaceAll(builder.decorator);
		this.refresher = new CatalogRefresher(sources, builder.refresh, this.catalog, owner, this.threads.network(),
				events, builder.clock, random);
		if (builder.hushChanges) {
			this.refresher.hushChanges();
		}
		this.sinks = new DiscoverySinks(builder.sinks, builder.sinkSettings,
				new DesiredStateReader(sources.stream().map(InstanceSource::name).toList(),
						builder.refresh.confirmations(), this.catalog, this.routes, this.health),
				this.threads::sink, owner, builder.clock, builder.sinkListener);
		this.routes.follow((table) -> this.sinks.changed());
		this.refresher.follow(this::listed);
		this.refresher.whenResumed(this.health::resumed);
		this.zoneFinder = zoneFinder(builder, imds);
		this.snapshotFile = (builder.snapshotFile != null) ? keep(builder.snapshotFile) : null;
	}

	private Collection<Instance> known() {
		Snapshot snapshot = this.catalog.current();
		return snapshot.services().stream().flatMap((service) -> snapshot.instances(service).stream()).toList();
	}

	private void listed(RefreshRound round, SourceStatus status, Duration duration, int held) {
		if (status.error() == null) {
			this.health.listed(status.name(), earlier(round.started(), status.asOf()));
			this.sinks.answered(status.name());
		}
		this.zoneFinder.run();
	}

	private static Instant earlier(Instant began, @Nullable Instant asOf) {
		return (asOf != null && asOf.isBefore(began)) ? asOf : began;
	}

	private static @Nullable ImdsClient imds(AzureDiscoveryBuilder builder) {
		boolean used = builder.standIn != null || builder.azure != null || !builder.lookups.isEmpty()
				|| builder.health.scheduledEvents().enabled() || builder.balance.zonePreference();
		if (builder.imds != null || builder.withoutImds || !used) {
			return builder.imds;
		}
		return ImdsClient.builder().retryFor(IMDS_PATIENCE).build();
	}

	private static @Nullable AzureSources azure(AzureDiscoveryBuilder builder, @Nullable ImdsClient imds,
			RandomGenerator random, Supplier<Collection<Instance>> known) {
		LookupStandIn standIn = builder.standIn;
		if (standIn == null && builder.azure == null && builder.lookups.isEmpty()) {
			return null;
		}
		AzureSettings settings = (builder.azure != null) ? builder.azure : AzureSettings.DEFAULT;
		AzureSources.Builder azure = AzureSources.builder(settings.withServices(builder.lookups))
			.convention(builder.azure != null)
			.imds(imds)
			.time(builder.clock)
			.random(random)
			.known(known)
			.refreshInterval(builder.refresh.interval())
			.confirmations(builder.refresh.confirmations())
			.threadPrefix(builder.threadPrefix);
		builder.azureCustomizer.accept(azure);
		if (standIn != null) {
			azure.standIn(standIn.replace(AzureLookups.of(builder, azure::applyTo)));
		}
		return azure.build();
	}

	private Runnable zoneFinder(AzureDiscoveryBuilder builder, @Nullable ImdsClient imds) {
		Zone zone = builder.zone;
		if (zone != null) {
			return () -> this.routes.zone(zone);
		}
		if (imds != null && builder.balance.zonePreference()) {
			LocalZoneFinder ownZone = new LocalZoneFinder(imds, this.routes, this.threads.network());
			return ownZone::find;
		}
		return () -> {
		};
	}

	private SnapshotFile keep(Path path) {
		SnapshotFile file = new SnapshotFile(path);
		AtomicBoolean due = new AtomicBoolean();
		this.refresher.follow((round, status, duration, held) -> {
			if (due.compareAndSet(false, true)) {
				this.threads.files().execute(() -> {
					due.set(false);
					file.keep(this.catalog);
				});
			}
		});
		return file;
	}

	@Override
	public Catalog catalog() {
		return this.catalog;
	}

	@Override
	public InstanceHealthRegistry health() {
		return this.health;
	}

	@Override
	public RoutingTable routes() {
		return this.routes;
	}

	@Override
	public void prefetch() {
		if (this.azure != null && this.snapshotFile == null) {
			this.refresher.prefetch(this.azure.sources().stream().map(InstanceSource::name).toList());
		}
	}

	@Override
	public void start() {
		if (this.threads.network().isShutdown()) {
			throw new IllegalStateException("A closed discovery cannot be started again");
		}
		if (this.snapshotFile != null && this.restored.compareAndSet(false, true)) {
			this.refresher.restore(this.snapshotFile.read());
		}
		if (this.standIn != null) {
			this.standIn.start();
		}
		this.refresher.start();
		this.health.start();
		this.sinks.start();
		this.zoneFinder.run();
	}

	@Override
	public boolean awaitFirstRefresh(Duration timeout) {
		return this.refresher.awaitFirstRefresh(timeout);
	}

	@Override
	public void stop() {
		this.refresher.stop();
		this.health.stop();
		this.sinks.stop();
		if (this.standIn != null) {
			this.standIn.stop();
		}
	}

	@Override
	public Snapshot discover() throws SourceException, InterruptedException {
		return this.refresher.discover();
	}

	@Override
	public CompletableFuture<RefreshOutcome> refresh(RefreshMode mode) {
		return this.refresher.refresh(mode);
	}

	@Override
	public ListenerSubscription subscribe(CatalogListener listener) {
		return this.catalog.subscribe(listener);
	}

	@Override
	public ListenerSubscription subscribe(RefreshListener listener) {
		return this.refresher.subscribe(listener);
	}

	@Override
	public List<SourceStatus> sources() {
		return this.refresher.sources();
	}

	@Override
	public List<SinkStatus> sinks() {
		return explained(this.sinks.statuses());
	}

	private List<SinkStatus> explained(List<SinkStatus> statuses) {
		if (statuses.stream().allMatch(SinkStatus::complete)) {
			return statuses;
		}
		String reason = UnansweredSources.describe(sources());
		return statuses.stream().map((status) -> status.incompleteBecause(reason)).toList();
	}

	@Override
	public CompletableFuture<List<SinkStatus>> reconcileSinks() {
		return this.sinks.reconcile().thenApply(this::explained);
	}

	@Override
	public @Nullable FleetStatus fleet() {
		return (this.standIn != null) ? this.standIn.fleet() : null;
	}

	@Override
	public RefreshStatus status() {
		return this.refresher.status();
	}

	@Override
	public int pendingEvents() {
		return this.threads.events().waiting() + this.catalog.merged() + this.refresher.merged();
	}

	@Override
	public void close() {
		stop();
		this.sinks.close();
		if (this.standIn != null) {
			this.standIn.close();
		}
		if (this.azure != null) {
			this.azure.close();
		}
		this.threads.close();
	}

}
