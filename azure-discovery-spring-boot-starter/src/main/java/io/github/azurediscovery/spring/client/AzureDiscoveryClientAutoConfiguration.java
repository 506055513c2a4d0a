package io.github.azurediscovery.spring.client;

import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.ConditionalOnBlockingDiscoveryEnabled;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link AzureDiscoveryClient}.
 */
@AutoConfiguration(after = ServiceInstanceCatalogAutoConfiguration.class,
		before = { SimpleDiscoveryClientAutoConfiguration.class, CommonsClientAutoConfiguration.class })
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnBlockingDiscoveryEnabled
@ConditionalOnBean(ServiceInstanceCatalog.class)
public final class AzureDiscoveryClientAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AzureDiscoveryClient azureDiscoveryClient(ServiceInstanceCatalog instances, CatalogFreshness freshness,
			AzureDiscoveryProperties properties) {
		return new AzureDiscoveryClient(instances, freshness, properties.order());
	}

}
