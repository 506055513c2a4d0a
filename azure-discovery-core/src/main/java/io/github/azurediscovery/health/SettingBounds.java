package io.github.azurediscovery.health;

import java.time.Duration;

/** Refuses a setting that cannot work, and says which and why. */
final class SettingBounds {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofDays(365);

	private SettingBounds() {
	}

	static void that(boolean holds, String setting, Object value, String expected) {
		if (!holds) {
			throw new IllegalArgumentException(setting + " is " + value + " but must be " + expected);
		}
	}

	static void positive(String setting, Duration value) {
		that(value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0, setting, value,
				"from 1 ms to " + LONGEST.toDays() + " days");
	}

	static void notNegative(String setting, Duration value) {
		that(!value.isNegative() && value.compareTo(LONGEST) <= 0, setting, value,
				"from 0 to " + LONGEST.toDays() + " days");
	}

}
