package io.github.azurediscovery.spring.autoconfigure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.ProbeSettings.StatusRange;
import io.github.azurediscovery.health.ScheduledEventsSettings;
import io.github.azurediscovery.spring.autoconfigure.AzureLoadBalancerProperties.HealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * Maps properties to the health settings of the core. The settings that a service does
 * not override are those of all services.
 */
final class HealthSettingsMapper {

	private final BoundDiscoveryProperties properties;

	private final ProbeSettings common;

	HealthSettingsMapper(BoundDiscoveryProperties properties) {
		this.properties = properties;
		HealthCheck check = properties.general().loadbalancer().healthCheck();
		this.common = new ProbeSettings(check.enabled(), check.type(), null, check.path(), check.port(),
				check.interval(), ProbeSettings.DEFAULT.jitter(), check.timeout(), check.healthyThreshold(),
				check.unhealthyThreshold(), StatusRange.parse(check.expectedStatus()));
	}

	HealthSettings health() {
		AzureLoadBalancerProperties balance = this.properties.general().loadbalancer();
		AzureLoadBalancerProperties.OutlierDetection outlier = balance.outlierDetection();
		CatalogRefreshProperties.ScheduledEvents events = this.properties.refresh().scheduledEvents();
		return new HealthSettings(
				new OutlierSettings(outlier.enabled(), outlier.consecutiveFailures(), outlier.baseEjectionTime(),
						outlier.maxEjectionTime(), outlier.maxEjectionShare(), outlier.statuses()),
				this.common, probes(), balance.healthCheck().concurrency(),
				new ScheduledEventsSettings(events.enabled(), events.interval(), events.freezeLongerThan(),
						events.leadTime(), events.acknowledge()));
	}

	private Map<String, ProbeSettings> probes() {
		Map<String, ProbeSettings> probes = new HashMap<>();
		this.properties.lookup().services().forEach((id, service) -> {
			ServiceHealthCheckProperties check = service.healthCheck();
			if (check != null) {
				probes.put(id.toLowerCase(Locale.ROOT), probe(id, check));
			}
		});
		return probes;
	}

	private ProbeSettings probe(String id, ServiceHealthCheckProperties check) {
		try {
			return new ProbeSettings(orElse(check.enabled(), true), orElse(check.type(), this.common.type()),
					this.common.scheme(), orElse(check.path(), this.common.path()),
					(check.port() != null) ? check.port() : this.common.port(),
					orElse(check.interval(), this.common.interval()), this.common.jitter(),
					orElse(check.timeout(), this.common.timeout()),
					orElse(check.healthyThreshold(), this.common.healthyThreshold()),
					orElse(check.unhealthyThreshold(), this.common.unhealthyThreshold()),
					(check.expectedStatus() != null) ? StatusRange.parse(check.expectedStatus())
							: this.common.expected());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidDiscoveryPropertyException("azure.discovery.services." + id + ".health-check", null,
					"is invalid: " + ex.getMessage(),
					"Correct the property, orElse remove it to use the value for all services.");
		}
	}

	private static <T> T orElse(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

}
