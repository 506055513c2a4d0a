package io.github.azurediscovery.spring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.catalog.HostName;
import io.github.azurediscovery.catalog.PortNumber;
import io.github.azurediscovery.setting.InvalidSettingException;
import io.github.azurediscovery.setting.SettingBounds;
import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values of properties under {@code azure.discovery}, and translates what the
 * core says of its settings. Every check throws an
 * {@link InvalidDiscoveryPropertyException} that names the property and says what to use
 * instead. Properties are named without the prefix {@code azure.discovery}; a value of
 * {@code null} is not set and always valid.
 */
final class PropertyChecks {

	/** The shortest interval between requests to Azure itself. */
	static final Duration SHORTEST_AZURE_INTERVAL = Duration.ofSeconds(5);

	private PropertyChecks() {
	}

	static void require(boolean valid, String property, @Nullable Object value, String reason, String action) {
		if (!valid) {
			throw new InvalidDiscoveryPropertyException("azure.discovery." + property, value, reason, action);
		}
	}

	/**
	 * Build settings of the core, which know their own bounds.
	 * @param settings builds the settings
	 * @return the settings
	 */
	static <T> T settings(Supplier<T> settings) {
		return settings(UnaryOperator.identity(), settings);
	}

	/**
	 * Build settings of the core whose properties have other names than its settings.
	 * @param property returns the property for the name of a setting
	 * @param settings builds the settings
	 * @return the settings
	 */
	static <T> T settings(UnaryOperator<String> property, Supplier<T> settings) {
		try {
			return settings.get();
		}
		catch (InvalidSettingException ex) {
			throw new InvalidDiscoveryPropertyException("azure.discovery." + property.apply(ex.setting()), ex.value(),
					"is invalid", "It must be " + ex.expected() + ".");
		}
	}

	static void requirePort(String property, @Nullable Integer port) {
		require(port == null || PortNumber.isValid(port), property, port, "is invalid",
				"It must be " + PortNumber.BOUNDS + ".");
	}

	static void requireInterval(String property, @Nullable Duration interval) {
		if (interval != null) {
			settings(() -> SettingBounds.interval(property, interval));
		}
	}

	/**
	 * Check the interval of requests to Azure. All clients of a subscription share the
	 * quota of the Azure Resource Manager, so the real Azure is asked every 5 s at most.
	 */
	static void requireAzureInterval(String property, @Nullable Duration interval) {
		require(interval == null || interval.compareTo(SHORTEST_AZURE_INTERVAL) >= 0, property, interval,
				"is too short: all clients of a subscription share its quota", "Use 5s or longer.");
	}

	static void requireDelay(String property, Duration delay) {
		settings(() -> SettingBounds.delay(property, delay));
	}

	static void requireBetween(String property, int value, int least, int most) {
		settings(() -> SettingBounds.between(property, value, least, most));
	}

	static void requireTags(String property, List<String> tags) {
		for (String tag : tags) {
			try {
				ResourceTagMatch.parse(tag);
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
		require(HostName.isDnsName(id.toLowerCase(Locale.ROOT)), prefix, null,
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
