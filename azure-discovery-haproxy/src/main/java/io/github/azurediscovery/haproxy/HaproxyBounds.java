package io.github.azurediscovery.haproxy;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** Refuses a setting that cannot work, and says which and why. */
final class HaproxyBounds {

	private static final Duration SHORTEST = Duration.ofMillis(10);

	private static final Duration LONGEST = Duration.ofDays(1);

	private HaproxyBounds() {
	}

	static void that(boolean holds, String setting, @Nullable Object value, String expected) {
		if (!holds) {
			throw new IllegalArgumentException(
					"azure.discovery." + setting + " is '" + value + "' but must be " + expected);
		}
	}

	static void between(String setting, Duration value, Duration least) {
		Duration from = (least.compareTo(SHORTEST) > 0) ? least : SHORTEST;
		that(value.compareTo(least) >= 0 && value.compareTo(LONGEST) <= 0, setting, value,
				"from " + from.toMillis() + " ms to " + LONGEST.toDays() + " day");
	}

	/** Check text that becomes part of a command or of a line of the configuration. */
	static void line(String setting, String value, String allowed) {
		that(value.length() <= 1000 && value.chars().allMatch((c) -> isWord(c) || allowed.indexOf(c) != -1), setting,
				value, "one line of letters, digits and " + allowed.replace(" ", "blanks "));
	}

	private static boolean isWord(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	}

}
