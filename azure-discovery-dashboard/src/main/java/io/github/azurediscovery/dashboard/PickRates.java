package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.Instance;

/**
 * How often each instance is picked, from the counts that are there anyway: a pick itself
 * costs nothing more. Not thread-safe.
 */
final class PickRates {

	private final Catalog catalog;

	private final ToLongFunction<Instance> picks;

	private Map<String, Map<String, Long>> before = Map.of();

	PickRates(Catalog catalog, ToLongFunction<Instance> picks) {
		this.catalog = catalog;
		this.picks = picks;
	}

	/** Count from now on. */
	void begin() {
		this.before = counts();
	}

	/** Forget what was counted. */
	void end() {
		this.before = Map.of();
	}

	/**
	 * Return how often each instance was picked since the last time.
	 * @param during how long ago that was
	 * @return picks per second by service and id, without those that were not picked
	 */
	Map<String, Map<String, Double>> since(Duration during) {
		Map<String, Map<String, Long>> now = counts();
		Map<String, Map<String, Double>> rates = new TreeMap<>();
		now.forEach((service, counts) -> {
			Map<String, Long> old = this.before.getOrDefault(service, Map.of());
			counts.forEach((id, count) -> {
				long picks = count - old.getOrDefault(id, 0L);
				if (picks > 0) {
					rates.computeIfAbsent(service, (unknown) -> new TreeMap<>())
						.put(id, Math.round(picks * 10_000d / during.toMillis()) / 10d);
				}
			});
		});
		this.before = now;
		return rates;
	}

	private Map<String, Map<String, Long>> counts() {
		Map<String, Map<String, Long>> counts = new HashMap<>();
		for (String service : this.catalog.current().services()) {
			Map<String, Long> instances = new HashMap<>();
			for (Instance instance : this.catalog.current().instances(service)) {
				long picks = this.picks.applyAsLong(instance);
				if (picks > 0) {
					instances.put(instance.id(), picks);
				}
			}
			counts.put(service, instances);
		}
		return counts;
	}

}
