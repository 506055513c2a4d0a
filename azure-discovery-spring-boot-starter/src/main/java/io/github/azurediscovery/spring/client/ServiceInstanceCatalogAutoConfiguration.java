package io.github.azurediscovery.spring.client;

import java.time.InstantSource;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what the discovery clients and
 * the load balancer share: the instances of all services, and the age of the catalog.
 */
@AutoConfiguration(after = AzureDiscoveryAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnBean(AzureDiscovery.class)
public final class ServiceInstanceCatalogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ServiceInstanceCatalog azureServiceInstanceCatalog(AzureDiscovery discovery) {
		return new ServiceInstanceCatalog(discovery);
	}

	@Bean
	@ConditionalOnMissingBean
	CatalogFreshness azureDiscoveryCatalogFreshness(AzureDiscovery discovery, AzureDiscoveryProperties properties) {
		return new CatalogFreshness(discovery, properties.staleAfter(), InstantSource.system());
	}

}
