package io.github.azurediscovery.health;

import java.time.Duration;

/** Refuses a setting that cannot work, and says which and why. */
final class Require {

	private Require() {
	}

	static void that(boolean holds, String setting, Object value, String expected) {
		if (!holds) {
			throw new IllegalArgumentException(setting + " is " + value + " but must be " + expected);
		}
	}

	static void positive(String setting, Duration value) {
		that(value.toMillis() > 0, setting, value, "at least 1 ms");
	}

}
