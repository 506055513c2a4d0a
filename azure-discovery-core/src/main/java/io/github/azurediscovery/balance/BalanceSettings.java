package io.github.azurediscovery.balance;

import java.time.Duration;

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

	private static final Duration LONGEST_START = Duration.ofDays(365);

	/** The defaults. */
	public static final BalanceSettings DEFAULT = new BalanceSettings(0, Duration.ZERO, false, 0.5);

	public BalanceSettings {
		share("panic-threshold", panicThreshold);
		share("zone-preference.min-share", minShare);
		if (slowStart.isNegative() || slowStart.compareTo(LONGEST_START) > 0) {
			throw new IllegalArgumentException(
					"slow-start is " + slowStart + " but must be from 0 to " + LONGEST_START.toDays() + " days");
		}
	}

	private static void share(String setting, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw new IllegalArgumentException(setting + " is " + value + " but must be between 0 and 1");
		}
	}

}
