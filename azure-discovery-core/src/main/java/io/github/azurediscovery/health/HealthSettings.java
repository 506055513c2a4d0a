package io.github.azurediscovery.health;

import java.util.Map;

import io.github.azurediscovery.setting.SettingBounds;

/**
 * What counts as evidence against an instance.
 *
 * @param outlier how outcomes of calls count
 * @param probe how to probe services without settings of their own
 * @param probes how to probe single services, by id
 * @param concurrency how many probes may be under way at the same time, for all services
 * @param scheduledEvents how to handle announced maintenance
 */
public record HealthSettings(OutlierSettings outlier, ProbeSettings probe, Map<String, ProbeSettings> probes,
		int concurrency, ScheduledEventsSettings scheduledEvents) {

	/** The defaults: outlier detection only. */
	public static final HealthSettings DEFAULT = builder().build();

	public HealthSettings {
		probes = Map.copyOf(probes);
		SettingBounds.atLeastOne("loadbalancer.health-check.concurrency", concurrency);
	}

	/** Return a builder that holds the defaults. */
	public static Builder builder() {
		return new Builder();
	}

	/** Return a builder that holds these settings. */
	public Builder toBuilder() {
		return new Builder().outlier(this.outlier)
			.probe(this.probe)
			.probes(this.probes)
			.concurrency(this.concurrency)
			.scheduledEvents(this.scheduledEvents);
	}

	/**
	 * Return how to probe a service.
	 * @param service the id of the service
	 * @return its own settings, else the common ones
	 */
	public ProbeSettings probe(String service) {
		return this.probes.getOrDefault(service, this.probe);
	}

	/** Builds {@link HealthSettings}. What is not set keeps its default. */
	public static final class Builder {

		private OutlierSettings outlier = OutlierSettings.DEFAULT;

		private ProbeSettings probe = ProbeSettings.DEFAULT;

		private Map<String, ProbeSettings> probes = Map.of();

		private int concurrency = 32;

		private ScheduledEventsSettings scheduledEvents = ScheduledEventsSettings.DEFAULT;

		private Builder() {
		}

		/** Set how outcomes of calls count. */
		public Builder outlier(OutlierSettings outlier) {
			this.outlier = outlier;
			return this;
		}

		/** Set how to probe services without settings of their own. */
		public Builder probe(ProbeSettings probe) {
			this.probe = probe;
			return this;
		}

		/** Set how to probe single services, by id. */
		public Builder probes(Map<String, ProbeSettings> probes) {
			this.probes = probes;
			return this;
		}

		/** Set how many probes may be under way at the same time, 32 by default. */
		public Builder concurrency(int concurrency) {
			this.concurrency = concurrency;
			return this;
		}

		/** Set how to handle announced maintenance. */
		public Builder scheduledEvents(ScheduledEventsSettings scheduledEvents) {
			this.scheduledEvents = scheduledEvents;
			return this;
		}

		/**
		 * Build the settings.
		 * @throws IllegalArgumentException if a value is out of bounds
		 */
		public HealthSettings build() {
			return new HealthSettings(this.outlier, this.probe, this.probes, this.concurrency, this.scheduledEvents);
		}

	}

}
