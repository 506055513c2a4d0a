package io.github.azurediscovery.haproxy.syntax;

import java.time.Duration;

import io.github.azurediscovery.setting.InvalidSettingException;
import io.github.azurediscovery.setting.SettingBounds;
import org.jspecify.annotations.Nullable;

/** The bounds of HAProxy's settings, named as the properties below azure.discovery. */
public final class HaproxyBounds {

	private static final Duration LONGEST = Duration.ofDays(1);

	private HaproxyBounds() {
	}

	public static InvalidSettingException refused(String setting, @Nullable Object value, String expected) {
		return new InvalidSettingException(setting, "".equals(value) ? "empty" : value, expected);
	}

	public static void that(boolean holds, String setting, @Nullable Object value, String expected) {
		if (!holds) {
			throw refused(setting, value, expected);
		}
	}

	public static void between(String setting, Duration value, Duration shortest) {
		SettingBounds.between(setting, value, shortest, LONGEST);
	}

	/** Check text that becomes part of a command or of a line of the configuration. */
	public static void line(String setting, String value, String allowed) {
		that(value.length() <= 1000 && value.chars().allMatch((c) -> isWord(c) || allowed.indexOf(c) != -1), setting,
				value, "one line of letters, digits and " + allowed.replace(" ", "blanks "));
	}

	private static boolean isWord(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	}

}
