package io.github.azurediscovery.benchmarks;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.LiveRoutingTable;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.engine.HealthEngine;

/** Catalog, health and routes on a thread of their own, without Azure. */
final class DiscoveryCore implements AutoCloseable {

	final ScheduledThreadPoolExecutor owner = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "azure-discovery");
		thread.setDaemon(true);
		return thread;
	});

	final MutableCatalog catalog = new MutableCatalog(this.owner);

	final HealthEngine health = new HealthEngine(HealthSettings.DEFAULT, null, this.owner, this.owner,
			InstantSource.system(), new Random(1), "azure-discovery");

	final LiveRoutingTable routes;

	DiscoveryCore(BalanceSettings settings) {
		this.routes = new LiveRoutingTable(settings, this.owner, this.health::inTurn);
		this.health.follow(this.routes);
		this.catalog.follow(this.health);
		if (settings.zonePreference()) {
			this.routes.zone(new Zone("1", "westeurope"));
		}
	}

	/** Publish exactly these instances, and wait until the routes are there. */
	void publish(Collection<Instance> instances) {
		run(() -> publish(this.catalog.current().next(instances, List.of())));
	}

	/** On the owner thread only. */
	void publish(Snapshot next) {
		this.catalog.publish(next, null);
	}

	/** Wait until all that was handed over before is done. */
	void settle() {
		run(() -> {
		});
	}

	void run(Runnable work) {
		try {
			this.owner.submit(work).get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.owner.shutdownNow();
	}

}
