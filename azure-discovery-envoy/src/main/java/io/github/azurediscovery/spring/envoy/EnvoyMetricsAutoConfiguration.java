package io.github.azurediscovery.spring.envoy;

import io.github.azurediscovery.envoy.EnvoySink;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for metrics of feeding Envoy.
 */
@AutoConfiguration(after = EnvoySinkAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ EnvoySink.class, MeterRegistry.class })
public final class EnvoyMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EnvoyMetrics azureDiscoveryEnvoyMetrics(EnvoySink sink) {
		return new EnvoyMetrics(sink);
	}

}
