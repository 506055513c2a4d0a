package io.github.azurediscovery.spring.client;

import java.time.InstantSource;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what the discovery clients and the load balancer share: the
 * members of all services, and the age of what is known.
 */
@AutoConfiguration(after = AzureDiscoveryAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnBean(AzureDiscovery.class)
public final class ServiceInstanceCatalogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ServiceInstanceCatalog azureServiceInstances(AzureDiscovery discovery) {
		return new ServiceInstanceCatalog(discovery);
	}

	@Bean
	@ConditionalOnMissingBean
	CatalogFreshness azureDiscoveryFreshness(AzureDiscovery discovery, AzureDiscoveryProperties properties) {
		return new CatalogFreshness(discovery, properties.staleAfter(), InstantSource.system());
	}

}
