package io.github.azurediscovery.spring.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for discovery: the age of the catalog, the guard, pending events,
 * and through {@link ServiceMetrics} each service. No meter is tagged by instance: the
 * instances of a scale set are replaced over time, and meters would accumulate.
 */
final class DiscoveryMetrics implements MeterBinder {

	private final AzureDiscovery discovery;

	private final CatalogFreshness freshness;

	private final MeteredServices metered;

	DiscoveryMetrics(AzureDiscovery discovery, CatalogFreshness freshness, MeteredServices metered) {
		this.metered = metered;
		this.discovery = discovery;
		this.freshness = freshness;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		TimeGauge.builder("azure.discovery.snapshot.age", this.freshness, TimeUnit.SECONDS, DiscoveryMetrics::age)
			.description("Time since the whole catalog was last confirmed")
			.register(registry);
		Gauge.builder("azure.discovery.guard.held", this.discovery, (discovery) -> discovery.status().held())
			.description("Instances that the guard against sudden loss holds")
			.register(registry);
		FunctionCounter
			.builder("azure.discovery.guard.interventions", this.discovery, (discovery) -> discovery.status().guarded())
			.description("Interventions of the guard, one per service and refresh")
			.register(registry);
		FunctionCounter
			.builder("azure.discovery.guard.removals", this.discovery, (discovery) -> discovery.status().confirmed())
			.description("Instances that were removed after the guard had held them")
			.register(registry);
		Gauge.builder("azure.discovery.events.pending", this.discovery, AzureDiscovery::pendingEvents)
			.description("Events that wait for a listener to return")
			.register(registry);
		new ServiceMetrics(this.discovery, registry, this.metered).start();
	}

	private static double age(CatalogFreshness freshness) {
		Duration age = freshness.age();
		return (age != null) ? age.toMillis() / 1000.0 : Double.NaN;
	}

}
