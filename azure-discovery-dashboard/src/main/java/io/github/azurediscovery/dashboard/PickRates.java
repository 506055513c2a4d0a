package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.spring.loadbalancer.PickCounter;
import io.github.azurediscovery.spring.loadbalancer.PickCounter.Watch;
import org.jspecify.annotations.Nullable;

/**
 * Computes how often each instance is picked. Picks are counted only between
 * {@link #begin} and {@link #end}. Not thread-safe.
 */
final class PickRates {

	private final PickCounter picks;

	private @Nullable Watch watch;

	PickRates(PickCounter picks) {
		this.picks = picks;
	}

	/** Start counting. */
	void begin() {
		this.watch = this.picks.watch();
	}

	/** Stop counting. */
	void end() {
		if (this.watch != null) {
			this.watch.close();
			this.watch = null;
		}
	}

	/**
	 * Return how often each instance was picked since the last call of this method.
	 * @param elapsed the time since then
	 * @return picks per second by service and instance id, without instances that were
	 * not picked
	 */
	Map<String, Map<String, Double>> take(Duration elapsed) {
		Map<String, Map<String, Double>> rates = new TreeMap<>();
		Map<String, Map<String, Long>> taken = (this.watch != null) ? this.watch.take() : Map.of();
		taken.forEach((service, counts) -> {
			Map<String, Double> perSecond = new TreeMap<>();
			counts.forEach((id, count) -> perSecond.put(id, Math.round(count * 10_000d / elapsed.toMillis()) / 10d));
			rates.put(service, perSecond);
		});
		return rates;
	}

}
