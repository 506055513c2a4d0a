package io.github.azurediscovery.spring.autoconfigure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.ProbeSettings.StatusRange;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.ScheduledEventsSettings;
import io.github.azurediscovery.spring.autoconfigure.AzureLoadBalancerProperties.HealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * Turns properties into the settings of the core that say what counts as evidence against
 * an instance. What a service leaves open is as it is for all services.
 */
final class HealthSettingsMapper {

	private final AzureDiscoveryProperties properties;

	private final ProbeSettings common;

	HealthSettingsMapper(AzureDiscoveryProperties properties) {
		this.properties = properties;
		HealthCheck check = properties.loadbalancer().healthCheck();
		this.common = new ProbeSettings(check.enabled(), check.type(), null, check.path(), check.port(),
				check.interval(), ProbeSettings.DEFAULT.jitter(), check.timeout(), check.healthyThreshold(),
				check.unhealthyThreshold(), StatusRange.parse(check.expectedStatus()));
	}

	HealthSettings health() {
		AzureLoadBalancerProperties.OutlierDetection outlier = this.properties.loadbalancer().outlierDetection();
		AzureDiscoveryProperties.ScheduledEvents events = this.properties.scheduledEvents();
		return new HealthSettings(
				new OutlierSettings(outlier.enabled(), outlier.consecutiveFailures(), outlier.baseEjectionTime(),
						outlier.maxEjectionTime(), outlier.maxEjectionShare(), outlier.statuses()),
				this.common, probes(), this.properties.loadbalancer().healthCheck().concurrency(),
				new ScheduledEventsSettings(events.enabled(), events.interval(), events.freezeLongerThan(),
						events.leadTime(), events.acknowledge()));
	}

	private Map<String, ProbeSettings> probes() {
		Map<String, ProbeSettings> probes = new HashMap<>();
		this.properties.services().forEach((id, service) -> {
			ServiceHealthCheckProperties check = service.healthCheck();
			if (check != null) {
				probes.put(id.toLowerCase(Locale.ROOT), probe(id, check));
			}
		});
		return probes;
	}

	private ProbeSettings probe(String id, ServiceHealthCheckProperties check) {
		try {
			return new ProbeSettings(or(check.enabled(), true), or(check.type(), this.common.type()),
					this.common.scheme(), or(check.path(), this.common.path()),
					(check.port() != null) ? check.port() : this.common.port(),
					or(check.interval(), this.common.interval()), this.common.jitter(),
					or(check.timeout(), this.common.timeout()),
					or(check.healthyThreshold(), this.common.healthyThreshold()),
					or(check.unhealthyThreshold(), this.common.unhealthyThreshold()), (check.expectedStatus() != null)
							? StatusRange.parse(check.expectedStatus()) : this.common.expected());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidDiscoveryPropertyException("azure.discovery.services." + id + ".health-check", null,
					"cannot work: " + ex.getMessage(),
					"Correct the setting, or remove it to use that of all services.");
		}
	}

	private static <T> T or(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

}
