package io.github.azurediscovery.setting;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** The bounds of settings. A value outside throws an {@link InvalidSettingException}. */
public final class SettingBounds {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofDays(365);

	private SettingBounds() {
	}

	/**
	 * Require a condition.
	 * @param holds the condition
	 * @param setting the name of the setting
	 * @param value its value
	 * @param expected what it may be, such as {@code from 0 to 1}
	 */
	public static void require(boolean holds, String setting, @Nullable Object value, String expected) {
		if (!holds) {
			throw new InvalidSettingException(setting, value, expected);
		}
	}

	/**
	 * Require an interval or a time limit, from 1 ms to 365 days.
	 * @param setting the name of the setting
	 * @param value its value
	 * @return the value
	 */
	public static Duration interval(String setting, Duration value) {
		return between(setting, value, SHORTEST);
	}

	/**
	 * Require a duration that may be zero, up to 365 days.
	 * @param setting the name of the setting
	 * @param value its value
	 * @return the value
	 */
	public static Duration delay(String setting, Duration value) {
		return between(setting, value, Duration.ZERO);
	}

	/**
	 * Require a duration of up to 365 days.
	 * @param setting the name of the setting
	 * @param value its value
	 * @param shortest the shortest that is allowed
	 * @return the value
	 */
	public static Duration between(String setting, Duration value, Duration shortest) {
		return between(setting, value, shortest, LONGEST);
	}

	/**
	 * Require a duration in a range.
	 * @param setting the name of the setting
	 * @param value its value
	 * @param shortest the shortest that is allowed
	 * @param longest the longest that is allowed
	 * @return the value
	 */
	public static Duration between(String setting, Duration value, Duration shortest, Duration longest) {
		require(value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0, setting, value,
				"from " + text(shortest) + " to " + text(longest));
		return value;
	}

	/** As Spring Boot reads durations: whole days, minutes, seconds or milliseconds. */
	private static String text(Duration duration) {
		if (duration.isZero()) {
			return "0";
		}
		if (duration.toDays() > 0) {
			return duration.toDays() + "d";
		}
		if (duration.toMinutes() > 0) {
			return duration.toMinutes() + "m";
		}
		return (duration.toSeconds() > 0) ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
	}

	/**
	 * Require a share, from 0 to 1.
	 * @param setting the name of the setting
	 * @param value its value
	 */
	public static void share(String setting, double value) {
		require(value >= 0 && value <= 1, setting, value, "from 0 to 1");
	}

	/**
	 * Require a number of at least 1.
	 * @param setting the name of the setting
	 * @param value its value
	 */
	public static void atLeastOne(String setting, int value) {
		require(value >= 1, setting, value, "at least 1");
	}

	/**
	 * Require a number in a range.
	 * @param setting the name of the setting
	 * @param value its value
	 * @param least the smallest that is allowed
	 * @param most the largest that is allowed
	 * @return the value
	 */
	public static int between(String setting, int value, int least, int most) {
		require(value >= least && value <= most, setting, value, "from " + least + " to " + most);
		return value;
	}

}
