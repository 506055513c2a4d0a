package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;
import io.github.azurediscovery.spring.client.AzureServiceInstancesAutoConfiguration;
import io.github.azurediscovery.spring.client.ServiceInstances;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what an application is told of changes.
 */
@AutoConfiguration(after = AzureServiceInstancesAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnBean(ServiceInstances.class)
public final class AzureDiscoveryEventAutoConfiguration {

	@Bean
	EventBridge azureDiscoveryEventBridge(AzureDiscovery discovery, ServiceInstances instances,
			ConfigurableApplicationContext context, AzureDiscoveryProperties properties) {
		return new EventBridge(discovery, instances, context,
				new EventSwitches(properties.heartbeat().enabled(), properties.events().enabled()));
	}

	@Bean
	@ConditionalOnMissingBean(name = "azureDiscoverySnapshots")
	Flux<Snapshot> azureDiscoverySnapshots(AzureDiscovery discovery) {
		return SnapshotFlux.of(discovery.catalog());
	}

}
