package io.github.azurediscovery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.LiveCatalog;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.Health;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.refresh.RefreshOutcome;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.refresh.RefreshStatus;
import io.github.azurediscovery.refresh.Refresher;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.SourceException;

/** Wires the rooms together, and owns the threads between them. */
final class LiveDiscovery implements AzureDiscovery {

	private final DiscoveryThreads threads = new DiscoveryThreads();

	private final LiveCatalog catalog;

	private final PlatformHealth health = new PlatformHealth();

	private final PlatformRoutes routes;

	private final Refresher refresher;

	LiveDiscovery(List<InstanceSource> sources, RefreshSettings settings, InstantSource clock) {
		this.catalog = new LiveCatalog(this.threads.events());
		this.routes = new PlatformRoutes(this.catalog);
		RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
		this.refresher = new Refresher(sources, settings, this.catalog, this.threads.owner(), this.threads.network(),
				this.threads.events(), clock, random);
	}

	@Override
	public Catalog catalog() {
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
		if (this.threads.network().isShutdown()) {
			throw new IllegalStateException("A closed discovery cannot be started again");
		}
		this.refresher.start();
	}

	@Override
	public boolean awaitFirstRefresh(Duration timeout) {
		return this.refresher.awaitFirstRefresh(timeout);
	}

	@Override
	public void stop() {
		this.refresher.stop();
	}

	@Override
	public Snapshot discover() throws SourceException, InterruptedException {
		return this.refresher.discover();
	}

	@Override
	public CompletableFuture<RefreshOutcome> refresh(boolean full) {
		return this.refresher.refresh(full);
	}

	@Override
	public Subscription subscribe(CatalogListener listener) {
		return this.catalog.subscribe(listener);
	}

	@Override
	public Subscription subscribe(RefreshListener listener) {
		return this.refresher.subscribe(listener);
	}

	@Override
	public List<SourceStatus> sources() {
		return this.refresher.sources();
	}

	@Override
	public RefreshStatus status() {
		return this.refresher.status();
	}

	@Override
	public int pendingEvents() {
		return this.threads.events().getQueue().size();
	}

	@Override
	public void close() {
		stop();
		this.threads.close();
	}

}
