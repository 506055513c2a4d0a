package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How often Azure may be asked. The quota of the Azure Resource Manager is shared by all
 * clients of a subscription, so real Azure is asked every 5 s at the most; a simulated
 * one on loopback as often as one likes.
 */
final class Intervals {

	static final Duration LEAST = Duration.ofSeconds(5);

	private Intervals() {
	}

	static void check(AzureDiscoveryProperties.Refresh refresh, Map<String, ServiceProperties> services,
			AzureDiscoveryProperties.Endpoints endpoints) {
		if (endpoints.onLoopback()) {
			return;
		}
		check("refresh.interval", refresh.interval());
		check("refresh.status-interval", refresh.statusInterval());
		services.forEach((id, service) -> {
			if (service.onAzure()) {
				check("services." + id + ".interval", service.interval());
			}
		});
	}

	private static void check(String property, @Nullable Duration interval) {
		InvalidDiscoveryPropertyException.unless(interval == null || interval.compareTo(LEAST) >= 0, property, interval,
				"is too short: all clients of a subscription share its quota", "Use 5s or longer.");
	}

}
