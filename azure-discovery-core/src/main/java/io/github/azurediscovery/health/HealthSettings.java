package io.github.azurediscovery.health;

import java.util.Map;

/**
 * What counts as evidence against an instance.
 *
 * @param outlier what to make of the outcomes of calls
 * @param probe how to probe services without settings of their own
 * @param probes how to probe single services, by id
 * @param concurrency how many probes may be under way at the same time, for all services
 * @param scheduledEvents what to do about announced maintenance
 */
public record HealthSettings(OutlierSettings outlier, ProbeSettings probe, Map<String, ProbeSettings> probes,
		int concurrency, ScheduledEventsSettings scheduledEvents) {

	/** The defaults: outlier detection only. */
	public static final HealthSettings DEFAULT = new HealthSettings(OutlierSettings.DEFAULT, ProbeSettings.DEFAULT,
			Map.of(), 32, ScheduledEventsSettings.DEFAULT);

	public HealthSettings {
		probes = Map.copyOf(probes);
		SettingBounds.that(concurrency >= 1, "health-check.concurrency", concurrency, "at least 1");
	}

	/**
	 * Return how to probe a service.
	 * @param service the id of the service
	 * @return its own settings, else the common ones
	 */
	public ProbeSettings probe(String service) {
		return this.probes.getOrDefault(service, this.probe);
	}

}
