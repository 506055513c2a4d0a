package io.github.azurediscovery.spring.fleet;

import io.github.azurediscovery.fleet.FleetMember;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for metrics of membership in a
 * fleet.
 */
@AutoConfiguration(after = AzureDiscoveryFleetAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ FleetMember.class, MeterRegistry.class })
public final class AzureDiscoveryFleetMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FleetMetrics azureDiscoveryFleetMetrics(FleetMember member) {
		return new FleetMetrics(member);
	}

}
