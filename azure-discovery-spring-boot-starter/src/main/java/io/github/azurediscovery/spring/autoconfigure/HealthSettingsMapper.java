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
		this.common = PropertyChecks.settings(() -> ProbeSettings.builder()
			.enabled(check.enabled())
			.type(check.type())
			.path(check.path())
			.port(check.port())
			.interval(check.interval())
			.timeout(check.timeout())
			.healthyThreshold(check.healthyThreshold())
			.unhealthyThreshold(check.unhealthyThreshold())
			.expected(StatusRange.parse(check.expectedStatus()))
			.build());
	}

	HealthSettings health() {
		return PropertyChecks.settings(() -> HealthSettings.builder()
			.outlier(outlier())
			.probe(this.common)
			.probes(probes())
			.concurrency(this.properties.general().loadbalancer().healthCheck().concurrency())
			.scheduledEvents(scheduledEvents())
			.build());
	}

	private OutlierSettings outlier() {
		AzureLoadBalancerProperties.OutlierDetection outlier = this.properties.general()
			.loadbalancer()
			.outlierDetection();
		return OutlierSettings.builder()
			.enabled(outlier.enabled())
			.consecutiveFailures(outlier.consecutiveFailures())
			.baseEjectionTime(outlier.baseEjectionTime())
			.maxEjectionTime(outlier.maxEjectionTime())
			.maxEjectionShare(outlier.maxEjectionShare())
			.statuses(outlier.statuses())
			.build();
	}

	private ScheduledEventsSettings scheduledEvents() {
		CatalogRefreshProperties.ScheduledEvents events = this.properties.refresh().scheduledEvents();
		return ScheduledEventsSettings.builder()
			.enabled(events.enabled())
			.interval(events.interval())
			.freezeLongerThan(events.freezeLongerThan())
			.leadTime(events.leadTime())
			.acknowledge(events.acknowledge())
			.build();
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
		return PropertyChecks.settings((setting) -> setting.replace("loadbalancer.", "services." + id + "."),
				() -> this.common.toBuilder()
					.enabled(orElse(check.enabled(), true))
					.type(orElse(check.type(), this.common.type()))
					.path(orElse(check.path(), this.common.path()))
					.port((check.port() != null) ? check.port() : this.common.port())
					.interval(orElse(check.interval(), this.common.interval()))
					.timeout(orElse(check.timeout(), this.common.timeout()))
					.healthyThreshold(orElse(check.healthyThreshold(), this.common.healthyThreshold()))
					.unhealthyThreshold(orElse(check.unhealthyThreshold(), this.common.unhealthyThreshold()))
					.expected((check.expectedStatus() != null) ? StatusRange.parse(check.expectedStatus())
							: this.common.expected())
					.build());
	}

	private static <T> T orElse(@Nullable T value, T other) {
		return (value != null) ? value : other;
	}

}
