package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureLookups;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.InstanceHealthRegistry;
import io.github.azurediscovery.refresh.CatalogRefresher;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.refresh.RefreshMode;
import io.github.azurediscovery.refresh.RefreshOutcome;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.refresh.RefreshStatus;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.refresh.VirtualRefreshers;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/** An Azure without a network, in which each question of each poller counts as one. */
final class VirtualAzure {

	static final AzureSettings SETTINGS = AzureSettings.builder()
		.scope(new ScopeSettings(List.of("s"), List.of("g"), List.of()))
		.build();

	final List<Instance> estate = new ArrayList<>();

	final List<Long> asked = new ArrayList<>();

	/** How many discoveries are not closed. */
	int open;

	private @Nullable Reason fault;

	private Predicate<VirtualTime.Process> startFails = (process) -> false;

	private Predicate<VirtualTime.Process> statusFails = (process) -> false;

	VirtualAzure instances(int number) {
		for (int i = 0; i < number; i++) {
			this.estate.add(Instance.of("vm-" + i, "orders", "10.0." + (i / 250) + "." + (i % 250 + 1), 8080).build());
		}
		return this;
	}

	/** Let every question fail, until {@code null} is given. */
	void failWith(@Nullable Reason fault) {
		this.fault = fault;
	}

	/** Let a discovery find no thread when it starts, in these processes. */
	void failStarts(Predicate<VirtualTime.Process> startFails) {
		this.startFails = startFails;
	}

	/** Let a discovery fail where a poller asks how it does, in these processes. */
	void failStatuses(Predicate<VirtualTime.Process> statusFails) {
		this.statusFails = statusFails;
	}

	/** Let the next start of a discovery find no thread. */
	void failOneStart() {
		AtomicBoolean failed = new AtomicBoolean();
		failStarts((process) -> failed.compareAndSet(false, true));
	}

	/** The lookups of a candidate in a process. */
	AzureLookups lookups(VirtualTime.Process process, RandomGenerator random) {
		return new AzureLookups(SETTINGS, RefreshSettings.DEFAULT, null, process, "virtual",
				(decorator) -> new VirtualDiscovery(process, decorator, random), (connection) -> {
				});
	}

	private SourceAnswer answer(VirtualTime.Process process) throws SourceException {
		this.asked.add(process.nanoTime());
		if (this.fault != null) {
			throw SourceException.builder("Azure is to fail: " + this.fault).reason(this.fault).build();
		}
		return SourceAnswer.of(this.estate, List.of());
	}

	/** The discovery of a poller, in virtual time. */
	private final class VirtualDiscovery implements AzureDiscovery, InstanceSource {

		private final VirtualTime.Process process;

		private final MutableCatalog catalog;

		private final CatalogRefresher refresher;

		private boolean closed;

		VirtualDiscovery(VirtualTime.Process process, UnaryOperator<InstanceSource> decorator, RandomGenerator random) {
			this.process = process;
			VirtualAzure.this.open++;
			this.catalog = new MutableCatalog(process);
			this.refresher = VirtualRefreshers.of(decorator.apply(this), RefreshSettings.DEFAULT, this.catalog, process,
					process, process::nanoTime, random);
		}

		@Override
		public String name() {
			return "virtual";
		}

		@Override
		public SourceAnswer fetch(RefreshRound round) throws SourceException {
			return answer(this.process);
		}

		@Override
		public Catalog catalog() {
			return this.catalog;
		}

		@Override
		public void start() {
			if (VirtualAzure.this.startFails.test(this.process)) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			this.refresher.start();
		}

		@Override
		public void stop() {
			this.refresher.stop();
		}

		@Override
		public void close() {
			stop();
			VirtualAzure.this.open -= this.closed ? 0 : 1;
			this.closed = true;
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
		public RefreshStatus status() {
			if (VirtualAzure.this.statusFails.test(this.process)) {
				throw new StackOverflowError();
			}
			return this.refresher.status();
		}

		@Override
		public InstanceHealthRegistry health() {
			throw new UnsupportedOperationException();
		}

		@Override
		public RoutingTable routes() {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean awaitFirstRefresh(Duration timeout) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Snapshot discover() {
			throw new UnsupportedOperationException();
		}

		@Override
		public CompletableFuture<RefreshOutcome> refresh(RefreshMode mode) {
			throw new UnsupportedOperationException();
		}

		@Override
		public ListenerSubscription subscribe(CatalogListener listener) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<SinkStatus> sinks() {
			return List.of();
		}

		@Override
		public CompletableFuture<List<SinkStatus>> reconcileSinks() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int pendingEvents() {
			return 0;
		}

	}

}
