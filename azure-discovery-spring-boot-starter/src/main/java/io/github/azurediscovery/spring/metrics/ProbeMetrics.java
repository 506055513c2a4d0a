package io.github.azurediscovery.spring.metrics;

import java.time.Duration;

import io.github.azurediscovery.health.ProbeListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Metrics for probes: {@code azure.discovery.health.checks} by service and outcome.
 */
final class ProbeMetrics implements ProbeListener {

	private final MeterRegistry registry;

	private final MeteredServices metered;

	ProbeMetrics(MeterRegistry registry, MeteredServices metered) {
		this.registry = registry;
		this.metered = metered;
	}

	@Override
	public void probed(String service, boolean alive, Duration duration) {
		if (!this.metered.contains(service)) {
			return;
		}
		Timer.builder("azure.discovery.health.checks")
			.description("Probes of instances")
			.tag("service", service)
			.tag("outcome", alive ? "success" : "failure")
			.register(this.registry)
			.record(duration);
	}

}
