package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.azure.TagMatch;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.source.AskingInterval;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a single property may be.
 */
final class PropertyChecks {

	private PropertyChecks() {
	}

	static void port(String property, @Nullable Integer port) {
		InvalidDiscoveryPropertyException.unless(port == null || (port >= 1 && port <= 65535), property, port,
				"is no port", "Use a number from 1 to 65535.");
	}

	static void share(String property, double share) {
		InvalidDiscoveryPropertyException.unless(share >= 0 && share <= 1, property, share, "is no share",
				"Use a number from 0 to 1.");
	}

	static void interval(String property, @Nullable Duration duration) {
		InvalidDiscoveryPropertyException.unless(duration == null || duration.compareTo(AskingInterval.SHORTEST) >= 0,
				property, duration, "is no time to wait", "Use a duration from 1ms to 365d, such as 30s.");
		bounded(property, duration);
	}

	static void positive(String property, @Nullable Duration duration) {
		InvalidDiscoveryPropertyException.unless(duration == null || !(duration.isZero() || duration.isNegative()),
				property, duration, "is no time to wait", "Use a duration longer than 0 and up to 365d, such as 10s.");
		bounded(property, duration);
	}

	static void notNegative(String property, Duration duration) {
		InvalidDiscoveryPropertyException.unless(!duration.isNegative(), property, duration, "is negative",
				"Use 0s or a longer duration, up to 365d.");
		bounded(property, duration);
	}

	private static void bounded(String property, @Nullable Duration duration) {
		InvalidDiscoveryPropertyException.unless(duration == null || duration.compareTo(AskingInterval.LONGEST) <= 0,
				property, duration, "is longer than anybody waits", "Use 365d or a shorter duration.");
	}

	static void between(String property, int value, int least, int most) {
		InvalidDiscoveryPropertyException.unless(value >= least && value <= most, property, value,
				(value < least) ? "is too small" : "is too large", "Use a number from " + least + " to " + most + ".");
	}

	static void atLeast(String property, int value, int least) {
		InvalidDiscoveryPropertyException.unless(value >= least, property, value, "is too small",
				"Use " + least + " or a larger number.");
	}

	static void statuses(String property, String range) {
		try {
			ProbeSettings.StatusRange.parse(range);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidDiscoveryPropertyException("azure.discovery." + property, range,
					"is no range of HTTP statuses", "Use a status such as 200, or a range such as 200-299.");
		}
	}

	static void matches(String property, List<String> texts) {
		for (String text : texts) {
			try {
				TagMatch.parse(text);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidDiscoveryPropertyException("azure.discovery." + property, text,
						"is not of the form name=value",
						"Write one tag per list item, such as 'Environment=production'.");
			}
		}
	}

}
