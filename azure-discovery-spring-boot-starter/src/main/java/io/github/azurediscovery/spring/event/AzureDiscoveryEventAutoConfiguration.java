package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalogAutoConfiguration;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for events about changes of services
 * and instances.
 */
@AutoConfiguration(after = ServiceInstanceCatalogAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnBean(ServiceInstanceCatalog.class)
public final class AzureDiscoveryEventAutoConfiguration {

	@Bean
	CatalogEventPublisher azureDiscoveryCatalogEventPublisher(AzureDiscovery discovery,
			ServiceInstanceCatalog instances, ConfigurableApplicationContext context,
			AzureDiscoveryProperties properties) {
		return new CatalogEventPublisher(discovery, instances, context,
				new PublishedEvents(properties.heartbeat().enabled(), properties.events().enabled()));
	}

	@Bean
	@ConditionalOnMissingBean(name = "azureDiscoverySnapshots")
	Flux<Snapshot> azureDiscoverySnapshots(AzureDiscovery discovery) {
		return SnapshotFlux.of(discovery.catalog());
	}

}
