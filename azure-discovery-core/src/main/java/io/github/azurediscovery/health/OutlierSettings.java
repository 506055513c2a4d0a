package io.github.azurediscovery.health;

import java.time.Duration;
import java.util.Set;

import io.github.azurediscovery.setting.SettingBounds;

/**
 * How outcomes of calls count as evidence.
 *
 * @param enabled whether outcomes count at all
 * @param consecutiveFailures how many soft failures in a row eject an instance, at least
 * 1
 * @param baseEjectionTime how long the first ejection lasts; each further one lasts
 * longer by this time, and each such period without an ejection undoes one
 * @param maxEjectionTime the longest ejection
 * @param maxEjectionShare the share of a service that soft failures may eject at the same
 * time, 0 to 1; always one instance when there are two or more
 * @param statuses the HTTP statuses that callers report as soft failures
 */
public record OutlierSettings(boolean enabled, int consecutiveFailures, Duration baseEjectionTime,
		Duration maxEjectionTime, double maxEjectionShare, Set<Integer> statuses) {

	/** The defaults. */
	public static final OutlierSettings DEFAULT = builder().build();

	private static final String PREFIX = "loadbalancer.outlier-detection.";

	public OutlierSettings {
		SettingBounds.atLeastOne(PREFIX + "consecutive-failures", consecutiveFailures);
		SettingBounds.interval(PREFIX + "base-ejection-time", baseEjectionTime);
		SettingBounds.interval(PREFIX + "max-ejection-time", maxEjectionTime);
		SettingBounds.require(maxEjectionTime.compareTo(baseEjectionTime) >= 0, PREFIX + "max-ejection-time",
				maxEjectionTime, "at least " + PREFIX + "base-ejection-time (" + baseEjectionTime + ")");
		SettingBounds.share(PREFIX + "max-ejection-share", maxEjectionShare);
		statuses = Set.copyOf(statuses);
		for (int status : statuses) {
			SettingBounds.between(PREFIX + "statuses", status, 100, 599);
		}
	}

	/** Return a builder that holds the defaults. */
	public static Builder builder() {
		return new Builder();
	}

	/** Return a builder that holds these settings. */
	public Builder toBuilder() {
		return new Builder().enabled(this.enabled)
			.consecutiveFailures(this.consecutiveFailures)
			.baseEjectionTime(this.baseEjectionTime)
			.maxEjectionTime(this.maxEjectionTime)
			.maxEjectionShare(this.maxEjectionShare)
			.statuses(this.statuses);
	}

	/**
	 * Return how many instances of a service soft failures may eject at the same time.
	 * @param members how many members the service has
	 * @return the cap
	 */
	public int cap(int members) {
		return (members < 2) ? 0 : Math.max(1, (int) (this.maxEjectionShare * members + 1e-9));
	}

	/**
	 * Return how long an ejection lasts.
	 * @param number 1 for the first ejection
	 * @return the length
	 */
	public Duration ejectionTime(int number) {
		Duration grown = this.baseEjectionTime.multipliedBy(number);
		return (grown.compareTo(this.maxEjectionTime) < 0) ? grown : this.maxEjectionTime;
	}

	/**
	 * Return how many ejections a period without one undoes.
	 * @param quiet the time spent without an ejection; negative if the clock jumped
	 * @return the number of ejections to forget
	 */
	public int forgiven(Duration quiet) {
		return quiet.isNegative() ? 0
				: (int) Math.min(Integer.MAX_VALUE, quiet.toMillis() / this.baseEjectionTime.toMillis());
	}

	/** Builds {@link OutlierSettings}. What is not set keeps its default. */
	public static final class Builder {

		private boolean enabled = true;

		private int consecutiveFailures = 5;

		private Duration baseEjectionTime = Duration.ofSeconds(30);

		private Duration maxEjectionTime = Duration.ofMinutes(5);

		private double maxEjectionShare = 0.2;

		private Set<Integer> statuses = Set.of(502, 503, 504);

		private Builder() {
		}

		/** Set whether outcomes count at all, {@code true} by default. */
		public Builder enabled(boolean enabled) {
			this.enabled = enabled;
			return this;
		}

		/** Set how many soft failures in a row eject an instance, 5 by default. */
		public Builder consecutiveFailures(int consecutiveFailures) {
			this.consecutiveFailures = consecutiveFailures;
			return this;
		}

		/** Set how long the first ejection lasts, 30 s by default. */
		public Builder baseEjectionTime(Duration baseEjectionTime) {
			this.baseEjectionTime = baseEjectionTime;
			return this;
		}

		/** Set the longest ejection, 5 min by default. */
		public Builder maxEjectionTime(Duration maxEjectionTime) {
			this.maxEjectionTime = maxEjectionTime;
			return this;
		}

		/** Set the share of a service that soft failures may eject, 0.2 by default. */
		public Builder maxEjectionShare(double maxEjectionShare) {
			this.maxEjectionShare = maxEjectionShare;
			return this;
		}

		/** Set the HTTP statuses that are soft failures, 502 to 504 by default. */
		public Builder statuses(Set<Integer> statuses) {
			this.statuses = statuses;
			return this;
		}

		/**
		 * Build the settings.
		 * @throws IllegalArgumentException if a value is out of bounds
		 */
		public OutlierSettings build() {
			return new OutlierSettings(this.enabled, this.consecutiveFailures, this.baseEjectionTime,
					this.maxEjectionTime, this.maxEjectionShare, this.statuses);
		}

	}

}
