package io.github.azurediscovery.refresh;

import java.time.Duration;

import io.github.azurediscovery.setting.SettingBounds;

/**
 * The intervals of refreshing, and the guard against sudden loss.
 *
 * @param interval the time from one round to the next, from 1 ms to 365 days
 * @param jitter the share of the interval by which it varies at random, 0 to 1
 * @param maxBackoff the longest time between two rounds while a source fails, from 1 ms
 * to 365 days; a source with a longer interval is asked in its interval
 * @param maxLoss the share of a service that may be missing from one answer without
 * confirmation, 0 to 1
 * @param confirmations how many further successful answers must lack an instance that the
 * guard holds, from 0 to 1000
 */
public record RefreshSettings(Duration interval, double jitter, Duration maxBackoff, double maxLoss,
		int confirmations) {

	/** The defaults. */
	public static final RefreshSettings DEFAULT = builder().build();

	private static final int MOST_CONFIRMATIONS = 1000;

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if one of them is out of bounds; the message names
	 * it and its bounds
	 */
	public RefreshSettings {
		SettingBounds.interval("refresh.interval", interval);
		SettingBounds.share("refresh.jitter", jitter);
		SettingBounds.interval("refresh.max-backoff", maxBackoff);
		SettingBounds.share("guard.max-loss", maxLoss);
		SettingBounds.between("guard.confirmations", confirmations, 0, MOST_CONFIRMATIONS);
	}

	/** Return a builder that holds the defaults. */
	public static Builder builder() {
		return new Builder();
	}

	/** Return a builder that holds these settings. */
	public Builder toBuilder() {
		return new Builder().interval(this.interval)
			.jitter(this.jitter)
			.maxBackoff(this.maxBackoff)
			.maxLoss(this.maxLoss)
			.confirmations(this.confirmations);
	}

	/** Builds {@link RefreshSettings}. What is not set keeps its default. */
	public static final class Builder {

		private Duration interval = Duration.ofSeconds(30);

		private double jitter = 0.2;

		private Duration maxBackoff = Duration.ofMinutes(5);

		private double maxLoss = 0.5;

		private int confirmations = 2;

		private Builder() {
		}

		/** Set the time from one round to the next, 30 s by default. */
		public Builder interval(Duration interval) {
			this.interval = interval;
			return this;
		}

		/** Set the share by which the interval varies, 0.2 by default. */
		public Builder jitter(double jitter) {
			this.jitter = jitter;
			return this;
		}

		/** Set the longest time between rounds while a source fails, 5 min by default. */
		public Builder maxBackoff(Duration maxBackoff) {
			this.maxBackoff = maxBackoff;
			return this;
		}

		/** Set the share of a service that may be missing at once, 0.5 by default. */
		public Builder maxLoss(double maxLoss) {
			this.maxLoss = maxLoss;
			return this;
		}

		/** Set how many further answers must confirm a larger loss, 2 by default. */
		public Builder confirmations(int confirmations) {
			this.confirmations = confirmations;
			return this;
		}

		/**
		 * Build the settings.
		 * @throws IllegalArgumentException if a value is out of bounds
		 */
		public RefreshSettings build() {
			return new RefreshSettings(this.interval, this.jitter, this.maxBackoff, this.maxLoss, this.confirmations);
		}

	}

}
