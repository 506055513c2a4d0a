package io.github.azurediscovery.balance;

import java.time.Duration;

import io.github.azurediscovery.setting.SettingBounds;

/**
 * How to choose among the members of a service.
 *
 * @param panicThreshold when the routable share of the members is at or under this,
 * unhealthy ones are offered as well; 0 to 1, where 0 means if no instance is routable
 * @param slowStart how long it takes until a newcomer gets its full share of calls; 0 for
 * at once
 * @param zonePreference whether {@link RoundRobin} prefers instances in this VM's zone
 * @param minShare the share of the zone's members that must be routable to prefer the
 * zone, 0 to 1
 */
public record BalanceSettings(double panicThreshold, Duration slowStart, boolean zonePreference, double minShare) {

	/** The defaults. */
	public static final BalanceSettings DEFAULT = builder().build();

	public BalanceSettings {
		SettingBounds.share("loadbalancer.panic-threshold", panicThreshold);
		SettingBounds.share("loadbalancer.zone-preference.min-share", minShare);
		SettingBounds.delay("loadbalancer.slow-start", slowStart);
	}

	/** Return a builder that holds the defaults. */
	public static Builder builder() {
		return new Builder();
	}

	/** Return a builder that holds these settings. */
	public Builder toBuilder() {
		return new Builder().panicThreshold(this.panicThreshold)
			.slowStart(this.slowStart)
			.zonePreference(this.zonePreference)
			.minShare(this.minShare);
	}

	/** Builds {@link BalanceSettings}. What is not set keeps its default. */
	public static final class Builder {

		private double panicThreshold;

		private Duration slowStart = Duration.ZERO;

		private boolean zonePreference;

		private double minShare = 0.5;

		private Builder() {
		}

		/** Set at which routable share unhealthy instances are offered, 0 by default. */
		public Builder panicThreshold(double panicThreshold) {
			this.panicThreshold = panicThreshold;
			return this;
		}

		/** Set how long the share of a newcomer grows, 0 by default. */
		public Builder slowStart(Duration slowStart) {
			this.slowStart = slowStart;
			return this;
		}

		/**
		 * Set whether to prefer instances in this VM's zone, {@code false} by default.
		 */
		public Builder zonePreference(boolean zonePreference) {
			this.zonePreference = zonePreference;
			return this;
		}

		/** Set the routable share that the zone needs to be preferred, 0.5 by default. */
		public Builder minShare(double minShare) {
			this.minShare = minShare;
			return this;
		}

		/**
		 * Build the settings.
		 * @throws IllegalArgumentException if a value is out of bounds
		 */
		public BalanceSettings build() {
			return new BalanceSettings(this.panicThreshold, this.slowStart, this.zonePreference, this.minShare);
		}

	}

}
