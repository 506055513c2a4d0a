package io.github.azurediscovery.spring.actuate;

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
 * Meters what is known: its age, what the guard does, how many events wait, and through
 * {@link ServiceMetrics} each service. No meter is tagged by instance: in a scale set
 * every instance is new some day, and meters would pile up.
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
			.description("Time since all of what is known was last confirmed")
			.register(registry);
		Gauge.builder("azure.discovery.guard.held", this.discovery, (discovery) -> discovery.status().held())
			.description("Instances that the guard against sudden loss keeps")
			.register(registry);
		FunctionCounter
			.builder("azure.discovery.guard.interventions", this.discovery, (discovery) -> discovery.status().guarded())
			.description("Times the guard stepped in, once per service and answer")
			.register(registry);
		FunctionCounter
			.builder("azure.discovery.guard.removals", this.discovery, (discovery) -> discovery.status().confirmed())
			.description("Instances that left after the guard had held them")
			.register(registry);
		Gauge.builder("azure.discovery.events.pending", this.discovery, AzureDiscovery::pendingEvents)
			.description("Events that wait for a listener to finish")
			.register(registry);
		new ServiceMetrics(this.discovery, registry, this.metered).start();
	}

	private static double age(CatalogFreshness freshness) {
		Duration age = freshness.age();
		return (age != null) ? age.toMillis() / 1000.0 : Double.NaN;
	}

}
