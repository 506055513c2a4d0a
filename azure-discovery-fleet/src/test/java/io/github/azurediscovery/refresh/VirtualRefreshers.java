package io.github.azurediscovery.refresh;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.source.InstanceSource;

/** Refreshing in a time that a test lets pass. */
public final class VirtualRefreshers {

	private VirtualRefreshers() {
	}

	public static CatalogRefresher of(InstanceSource source, RefreshSettings settings, MutableCatalog catalog,
			ScheduledExecutorService threads, InstantSource clock, LongSupplier nanoTime, RandomGenerator random) {
		return new CatalogRefresher(List.of(source), settings, catalog, threads, threads, threads,
				new SteadyClock(clock, nanoTime), random);
	}

}
