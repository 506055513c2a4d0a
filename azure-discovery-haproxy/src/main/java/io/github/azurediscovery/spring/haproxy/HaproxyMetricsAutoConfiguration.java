package io.github.azurediscovery.spring.haproxy;

import io.github.azurediscovery.haproxy.sink.HaproxySink;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for metrics of feeding HAProxy.
 */
@AutoConfiguration(after = HaproxySinkAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ HaproxySink.class, MeterRegistry.class })
public final class HaproxyMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HaproxyMetrics azureDiscoveryHaproxyMetrics(ObjectProvider<HaproxySink> sinks) {
		return new HaproxyMetrics(sinks.orderedStream().toList());
	}

}
