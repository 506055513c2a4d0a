package io.github.azurediscovery.spring.metrics;

import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;
import io.github.azurediscovery.spring.autoconfigure.SourceDecorator;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for observations of refreshes.
 */
@AutoConfiguration(before = AzureDiscoveryAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class AzureDiscoveryObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "azureDiscoveryObservations")
	SourceDecorator azureDiscoveryObservations(ObservationRegistry registry) {
		return (source) -> new ObservedSource(source, registry);
	}

}
