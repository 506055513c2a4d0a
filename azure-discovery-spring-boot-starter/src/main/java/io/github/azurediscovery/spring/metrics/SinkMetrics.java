package io.github.azurediscovery.spring.metrics;

import java.time.Duration;

import io.github.azurediscovery.sink.SinkListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Metrics for attempts at sinks: {@code azure.discovery.sink.applied} by sink and
 * outcome.
 */
final class SinkMetrics implements SinkListener {

	private final MeterRegistry registry;

	SinkMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void attempted(String sink, boolean applied, Duration duration) {
		Timer.builder("azure.discovery.sink.applied")
			.description("Attempts to apply the instances to a sink")
			.tag("sink", sink)
			.tag("outcome", applied ? "success" : "failure")
			.register(this.registry)
			.record(duration);
	}

}
