package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.spring.loadbalancer.PickCounter.Watch;
import io.github.azurediscovery.spring.loadbalancer.PickCounter;
import org.jspecify.annotations.Nullable;

/**
 * How often each instance is picked. Picks are counted only while somebody looks. Not
 * thread-safe.
 */
final class PickRates {

	private final PickCounter picks;

	private @Nullable Watch watch;

	PickRates(PickCounter picks) {
		this.picks = picks;
	}

	/** Count from now on. */
	void begin() {
		this.watch = this.picks.watch();
	}

	/** Count no more. */
	void end() {
		if (this.watch != null) {
			this.watch.close();
			this.watch = null;
		}
	}

	/**
	 * Return how often each instance was picked since the last time.
	 * @param during how long ago that was
	 * @return picks per second by service and id, without those that were not picked
	 */
	Map<String, Map<String, Double>> since(Duration during) {
		Map<String, Map<String, Double>> rates = new TreeMap<>();
		Map<String, Map<String, Long>> taken = (this.watch != null) ? this.watch.take() : Map.of();
		taken.forEach((service, counts) -> {
			Map<String, Double> perSecond = new TreeMap<>();
			counts.forEach((id, count) -> perSecond.put(id, Math.round(count * 10_000d / during.toMillis()) / 10d));
			rates.put(service, perSecond);
		});
		return rates;
	}

}
