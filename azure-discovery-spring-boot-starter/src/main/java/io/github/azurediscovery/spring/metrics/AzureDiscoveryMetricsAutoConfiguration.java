package io.github.azurediscovery.spring.metrics;

import java.time.InstantSource;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for metrics of discovery.
 */
@AutoConfiguration(after = AzureDiscoveryAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ AzureDiscovery.class, MeterRegistry.class })
public final class AzureDiscoveryMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MeteredServices azureDiscoveryMeteredServices() {
		return new MeteredServices(MeteredServices.MAXIMUM);
	}

	@Bean
	@ConditionalOnMissingBean
	DiscoveryMetrics azureDiscoveryMetrics(AzureDiscovery discovery, CatalogFreshness freshness,
			MeteredServices metered) {
		return new DiscoveryMetrics(discovery, freshness, metered);
	}

	@Bean
	@ConditionalOnMissingBean
	ArmMetrics azureDiscoveryArmMetrics(MeterRegistry registry) {
		return new ArmMetrics(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	SinkMetrics azureDiscoverySinkMetrics(MeterRegistry registry) {
		return new SinkMetrics(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	SinkGauges azureDiscoverySinkGauges(AzureDiscovery discovery) {
		return new SinkGauges(discovery, InstantSource.system());
	}

	@Bean
	@ConditionalOnMissingBean
	ProbeMetrics azureDiscoveryProbeMetrics(MeterRegistry registry, MeteredServices metered) {
		return new ProbeMetrics(registry, metered);
	}

}
