package io.github.azurediscovery.spring.client;

import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.ConditionalOnReactiveDiscoveryEnabled;
import org.springframework.cloud.client.ReactiveCommonsClientAutoConfiguration;
import org.springframework.cloud.client.discovery.composite.reactive.ReactiveCompositeDiscoveryClientAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for
 * {@link AzureReactiveDiscoveryClient}. With {@code WebClient} on the class path, Spring
 * Cloud uses the reactive client even for blocking calls.
 */
@AutoConfiguration(
		after = { ServiceInstanceCatalogAutoConfiguration.class,
				ReactiveCompositeDiscoveryClientAutoConfiguration.class },
		before = ReactiveCommonsClientAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.web.reactive.function.client.WebClient")
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnReactiveDiscoveryEnabled
@ConditionalOnBean(ServiceInstanceCatalog.class)
public final class AzureReactiveDiscoveryClientAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AzureReactiveDiscoveryClient azureReactiveDiscoveryClient(ServiceInstanceCatalog instances,
			CatalogFreshness freshness, AzureDiscoveryProperties properties) {
		return new AzureReactiveDiscoveryClient(instances, freshness, properties.order());
	}

}
