package io.github.azurediscovery.spring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.TagMatch;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.source.AskingInterval;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values of properties under {@code azure.discovery}. Every check throws an
 * {@link InvalidDiscoveryPropertyException} that names the property and says what to use
 * instead. Properties are named without the prefix {@code azure.discovery}; a value of
 * {@code null} is not set and always valid.
 */
final class PropertyChecks {

	/** The shortest interval between requests to Azure itself. */
	static final Duration SHORTEST_AZURE_INTERVAL = Duration.ofSeconds(5);

	private static final Pattern HOST_NAME = Pattern
		.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

	private PropertyChecks() {
	}

	static void require(boolean valid, String property, @Nullable Object value, String reason, String action) {
		if (!valid) {
			throw new InvalidDiscoveryPropertyException("azure.discovery." + property, value, reason, action);
		}
	}

	static void requirePort(String property, @Nullable Integer port) {
		require(port == null || (port >= 1 && port <= 65535), property, port, "is not a valid port",
				"Use a number from 1 to 65535.");
	}

	static void requireShare(String property, double share) {
		require(share >= 0 && share <= 1, property, share, "is not a share", "Use a number from 0 to 1.");
	}

	static void requireInterval(String property, @Nullable Duration interval) {
		require(interval == null || interval.compareTo(AskingInterval.SHORTEST) >= 0, property, interval,
				"is not a valid interval", "Use a duration from 1ms to 365d, such as 30s.");
		requireBounded(property, interval);
	}

	/**
	 * Check the interval of requests to Azure. All clients of a subscription share the
	 * quota of the Azure Resource Manager, so the real Azure is asked every 5 s at most.
	 */
	static void requireAzureInterval(String property, @Nullable Duration interval) {
		require(interval == null || interval.compareTo(SHORTEST_AZURE_INTERVAL) >= 0, property, interval,
				"is too short: all clients of a subscription share its quota", "Use 5s or longer.");
	}

	static void requirePositive(String property, @Nullable Duration duration) {
		require(duration == null || !(duration.isZero() || duration.isNegative()), property, duration,
				"is not a positive duration", "Use a duration longer than 0 and up to 365d, such as 10s.");
		requireBounded(property, duration);
	}

	static void requireNotNegative(String property, Duration duration) {
		require(!duration.isNegative(), property, duration, "is negative", "Use 0s or a longer duration, up to 365d.");
		requireBounded(property, duration);
	}

	private static void requireBounded(String property, @Nullable Duration duration) {
		require(duration == null || duration.compareTo(AskingInterval.LONGEST) <= 0, property, duration, "is too long",
				"Use 365d or a shorter duration.");
	}

	static void requireBetween(String property, int value, int least, int most) {
		require(value >= least && value <= most, property, value, (value < least) ? "is too small" : "is too large",
				"Use a number from " + least + " to " + most + ".");
	}

	static void requireAtLeast(String property, int value, int least) {
		require(value >= least, property, value, "is too small", "Use " + least + " or a larger number.");
	}

	static void requirePath(String property, String path, String example) {
		require(path.startsWith("/"), property, path, "does not start with a slash",
				"Use a path such as " + example + ".");
	}

	static void requireStatusRange(String property, String range) {
		try {
			ProbeSettings.StatusRange.parse(range);
		}
		catch (IllegalArgumentException ex) {
			require(false, property, range, "is not a range of HTTP statuses",
					"Use a status such as 200, or a range such as 200-299.");
		}
	}

	static void requireTags(String property, List<String> tags) {
		for (String tag : tags) {
			try {
				TagMatch.parse(tag);
			}
			catch (IllegalArgumentException ex) {
				require(false, property, tag, "is not of the form name=value",
						"Write one tag per list item, such as 'Environment=production'.");
			}
		}
	}

	/** Check that tokens are sent over HTTPS only, or to this machine. */
	static void requireHttpsUnlessLoopback(String property, @Nullable URI address) {
		require(address == null || "https".equalsIgnoreCase(address.getScheme())
				|| ("http".equalsIgnoreCase(address.getScheme()) && AzureEndpoints.isLoopback(address)), property,
				address, "would send tokens in clear text",
				"Use https. Plain http is accepted for loopback addresses only.");
	}

	static void requireService(String id, ServiceProperties service) {
		String prefix = "services." + id;
		require(HOST_NAME.matcher(id.toLowerCase(Locale.ROOT)).matches(), prefix, null,
				"is not a valid host name, so no URL can name the service",
				"Use letters, digits and hyphens, such as 'orders-eu'.");
		List<String> selectors = service.selectors();
		require(selectors.size() == 1, prefix, selectors.isEmpty() ? null : String.join(" and ", selectors),
				selectors.isEmpty() ? "does not say where its instances come from" : "is more than one selector",
				"Set exactly one of scale-set, tags, names, static, file, environment, dns.");
		requireTags(prefix + ".tags", service.tags());
		requirePort(prefix + ".port", service.port());
		requireInterval(prefix + ".interval", service.interval());
		require(service.dnsServer() == null || service.dns() != null, prefix + ".dns-server", service.dnsServer(),
				"has no effect without dns", "Set dns as well, or remove it.");
		require(service.onAzure() || (service.resourceGroup() == null && service.subscription() == null),
				prefix + ".resource-group", service.resourceGroup(), "has no effect on " + selectors,
				"Remove resource-group and subscription: they are for scale-set, tags and names.");
	}

}
