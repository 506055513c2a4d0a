package io.github.azurediscovery.health;

import java.time.Duration;
import java.util.Set;

/**
 * What to make of the outcomes of calls.
 *
 * @param enabled whether outcomes count at all
 * @param consecutiveFailures how many soft failures in a row eject an instance, at least
 * 1
 * @param baseEjectionTime how long the first ejection lasts; each further one lasts
 * longer by this time, and every such time spent without an ejection takes one back
 * @param maxEjectionTime the longest ejection
 * @param maxEjectionShare the share of a service that soft failures may eject at the same
 * time, 0 to 1; always one instance when there are two or more
 * @param statuses the HTTP statuses that callers report as soft failures
 */
public record OutlierSettings(boolean enabled, int consecutiveFailures, Duration baseEjectionTime,
		Duration maxEjectionTime, double maxEjectionShare, Set<Integer> statuses) {

	/** The defaults. */
	public static final OutlierSettings DEFAULT = new OutlierSettings(true, 5, Duration.ofSeconds(30),
			Duration.ofMinutes(5), 0.2, Set.of(502, 503, 504));

	public OutlierSettings {
		SettingBounds.that(consecutiveFailures >= 1, "outlier-detection.consecutive-failures", consecutiveFailures,
				"at least 1");
		SettingBounds.positive("outlier-detection.base-ejection-time", baseEjectionTime);
		SettingBounds.positive("outlier-detection.max-ejection-time", maxEjectionTime);
		SettingBounds.that(maxEjectionTime.compareTo(baseEjectionTime) >= 0, "outlier-detection.max-ejection-time",
				maxEjectionTime, "at least outlier-detection.base-ejection-time (" + baseEjectionTime + ")");
		SettingBounds.that(maxEjectionShare >= 0 && maxEjectionShare <= 1, "outlier-detection.max-ejection-share",
				maxEjectionShare, "between 0 and 1");
		statuses = Set.copyOf(statuses);
		for (int status : statuses) {
			SettingBounds.that(status >= 100 && status <= 599, "outlier-detection.statuses", status,
					"between 100 and 599");
		}
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
	 * Return how many ejections a quiet time takes back.
	 * @param quiet the time spent without an ejection; negative if the clock jumped
	 * @return the number of ejections to forget
	 */
	public int forgiven(Duration quiet) {
		return quiet.isNegative() ? 0
				: (int) Math.min(Integer.MAX_VALUE, quiet.toMillis() / this.baseEjectionTime.toMillis());
	}

}
