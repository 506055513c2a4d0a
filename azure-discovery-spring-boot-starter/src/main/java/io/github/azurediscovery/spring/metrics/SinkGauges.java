package io.github.azurediscovery.spring.metrics;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.sink.SinkStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for the state of each sink: how many states it is behind, and when
 * it was last known to hold one.
 */
final class SinkGauges implements MeterBinder {

	private static final String SINK = "sink";

	private final AzureDiscovery discovery;

	private final InstantSource clock;

	SinkGauges(AzureDiscovery discovery, InstantSource clock) {
		this.discovery = discovery;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (SinkStatus sink : this.discovery.sinks()) {
			Gauge.builder("azure.discovery.sink.lag", this, (gauges) -> gauges.lag(sink.name()))
				.description("States that a sink is behind")
				.tag(SINK, sink.name())
				.register(registry);
			TimeGauge.builder("azure.discovery.sink.age", this, TimeUnit.SECONDS, (gauges) -> gauges.age(sink.name()))
				.description("Time since a sink was last known to hold a state")
				.tag(SINK, sink.name())
				.register(registry);
		}
	}

	private double lag(String name) {
		return this.discovery.sinks()
			.stream()
			.filter((sink) -> sink.name().equals(name))
			.mapToDouble(SinkStatus::lag)
			.findFirst()
			.orElse(Double.NaN);
	}

	private double age(String name) {
		for (SinkStatus sink : this.discovery.sinks()) {
			if (sink.name().equals(name) && sink.lastSuccess() != null) {
				long age = Duration.between(sink.lastSuccess(), this.clock.instant()).toMillis();
				return Math.max(0, age) / 1000.0;
			}
		}
		return Double.NaN;
	}

}
