package io.github.azurediscovery.sink;

import java.time.Duration;

import io.github.azurediscovery.setting.SettingBounds;

/**
 * When sinks are given the desired state.
 *
 * @param reconcileInterval how often all that a sink holds is compared
 * @param settle how long to wait for further changes after a change
 * @param maxBackoff how long to wait at most after failures in a row
 */
public record SinkSettings(Duration reconcileInterval, Duration settle, Duration maxBackoff) {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST_SETTLE = Duration.ofMinutes(1);

	/** The defaults. */
	public static final SinkSettings DEFAULT = builder().build();

	public SinkSettings {
		SettingBounds.between("sinks.reconcile-interval", reconcileInterval, SHORTEST);
		SettingBounds.between("sinks.settle", settle, Duration.ZERO, LONGEST_SETTLE);
		SettingBounds.between("sinks.max-backoff", maxBackoff, SHORTEST);
	}

	/**
	 * Return a builder with the defaults.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/** Builds {@link SinkSettings}. Not thread-safe. */
	public static final class Builder {

		private Duration reconcileInterval = Duration.ofMinutes(5);

		private Duration settle = Duration.ofMillis(100);

		private Duration maxBackoff = Duration.ofSeconds(30);

		private Builder() {
		}

		/**
		 * Set how often all that a sink holds is compared.
		 * @param reconcileInterval 5 min by default
		 * @return this builder
		 */
		public Builder reconcileInterval(Duration reconcileInterval) {
			this.reconcileInterval = reconcileInterval;
			return this;
		}

		/**
		 * Set how long to wait for further changes after a change.
		 * @param settle 100 ms by default
		 * @return this builder
		 */
		public Builder settle(Duration settle) {
			this.settle = settle;
			return this;
		}

		/**
		 * Set how long to wait at most after failures in a row.
		 * @param maxBackoff 30 s by default
		 * @return this builder
		 */
		public Builder maxBackoff(Duration maxBackoff) {
			this.maxBackoff = maxBackoff;
			return this;
		}

		/**
		 * Build.
		 * @return the settings
		 * @throws IllegalArgumentException if one of them cannot work
		 */
		public SinkSettings build() {
			return new SinkSettings(this.reconcileInterval, this.settle, this.maxBackoff);
		}

	}

}
