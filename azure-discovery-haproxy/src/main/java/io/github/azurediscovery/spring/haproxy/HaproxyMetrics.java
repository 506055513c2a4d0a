package io.github.azurediscovery.spring.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.haproxy.SlotCounts;
import io.github.azurediscovery.haproxy.sink.HaproxySink;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for the slots of backends. No meter is tagged by slot or instance,
 * and at most {@value #MOST_BACKENDS} backends of a sink have meters.
 */
final class HaproxyMetrics implements MeterBinder {

	static final int MOST_BACKENDS = 250;

	private final List<HaproxySink> sinks;

	HaproxyMetrics(List<HaproxySink> sinks) {
		this.sinks = List.copyOf(sinks);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (HaproxySink sink : this.sinks) {
			FunctionCounter.builder("azure.discovery.haproxy.reloads", sink, HaproxySink::reloads)
				.tag("sink", sink.name())
				.description("Reloads of HAProxy for new backends or more slots")
				.register(registry);
			MultiGauge gauge = slots(sink.name(), registry);
			sink.followSlots((slots) -> gauge.register(rows(slots), true));
		}
	}

	static MultiGauge slots(String sink, MeterRegistry registry) {
		return MultiGauge.builder("azure.discovery.haproxy.slots")
			.tag("sink", sink)
			.description("Slots of a backend by what occupies them")
			.register(registry);
	}

	static List<Row<?>> rows(Map<String, SlotCounts> slots) {
		List<Row<?>> rows = new ArrayList<>();
		new TreeMap<>(slots).entrySet().stream().limit(MOST_BACKENDS).forEach((entry) -> {
			SlotCounts counts = entry.getValue();
			rows.add(row(entry.getKey(), "used", counts.used()));
			rows.add(row(entry.getKey(), "free", counts.free()));
			rows.add(row(entry.getKey(), "draining", counts.draining()));
			rows.add(row(entry.getKey(), "overridden", counts.overridden()));
			rows.add(row(entry.getKey(), "dynamic", counts.dynamic()));
		});
		return rows;
	}

	private static Row<?> row(String backend, String state, int count) {
		return Row.of(Tags.of("backend", backend, "state", state), count);
	}

}
