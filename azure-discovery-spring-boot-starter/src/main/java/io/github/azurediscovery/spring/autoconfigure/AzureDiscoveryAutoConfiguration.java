package io.github.azurediscovery.spring.autoconfigure;

import java.time.InstantSource;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.spring.client.Freshness;
import io.github.azurediscovery.spring.client.ServiceInstances;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Auto-configuration of the discovery itself: catalog, refresh, and their lifecycle.
 */
@AutoConfiguration(before = { SimpleDiscoveryClientAutoConfiguration.class, CommonsClientAutoConfiguration.class },
		afterName = "com.azure.spring.cloud.autoconfigure.implementation.context.AzureTokenCredentialAutoConfiguration")
@ConditionalOnAzureDiscoveryEnabled
@EnableConfigurationProperties(AzureDiscoveryProperties.class)
public final class AzureDiscoveryAutoConfiguration {

	@Bean
	static LostKeys azureDiscoveryLostKeys(ConfigurableEnvironment environment) {
		return new LostKeys(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	AzureDiscovery azureDiscovery(AzureDiscoveryProperties properties, ObjectProvider<InstanceSource> sources) {
		AzureDiscovery.Builder builder = AzureDiscovery.builder().refresh(CoreSettings.refresh(properties));
		ConfiguredSources.of(properties).forEach(builder::source);
		sources.orderedStream().forEach(builder::source);
		return builder.build();
	}

	@Bean
	@ConditionalOnMissingBean
	ServiceInstances azureServiceInstances(AzureDiscovery discovery) {
		return new ServiceInstances(discovery);
	}

	@Bean
	@ConditionalOnMissingBean
	Freshness azureDiscoveryFreshness(AzureDiscovery discovery, AzureDiscoveryProperties properties) {
		return new Freshness(discovery, properties.staleAfter(), InstantSource.system());
	}

	@Bean
	AzureDiscoveryLifecycle azureDiscoveryLifecycle(AzureDiscovery discovery, AzureDiscoveryProperties properties) {
		return new AzureDiscoveryLifecycle(discovery, properties.startup());
	}

}
