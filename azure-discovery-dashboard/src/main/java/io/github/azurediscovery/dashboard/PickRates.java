package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.spring.loadbalancer.Picks;

/** How often each instance is picked. Picks are counted only while somebody looks. */
final class PickRates {

	private final Picks picks;

	PickRates(Picks picks) {
		this.picks = picks;
	}

	/** Count from now on. */
	void begin() {
		this.picks.watch();
	}

	/** Count no more. */
	void end() {
		this.picks.rest();
	}

	/**
	 * Return how often each instance was picked since the last time.
	 * @param during how long ago that was
	 * @return picks per second by service and id, without those that were not picked
	 */
	Map<String, Map<String, Double>> since(Duration during) {
		Map<String, Map<String, Double>> rates = new TreeMap<>();
		this.picks.take().forEach((service, counts) -> {
			Map<String, Double> perSecond = new TreeMap<>();
			counts.forEach((id, count) -> perSecond.put(id, Math.round(count * 10_000d / during.toMillis()) / 10d));
			rates.put(service, perSecond);
		});
		return rates;
	}

}
