package io.github.azurediscovery.spring.fleet;

import io.github.azurediscovery.LookupStandIn;
import io.github.azurediscovery.fleet.FleetMember;
import io.github.azurediscovery.fleet.store.FleetStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for membership in a fleet, where
 * {@code azure.discovery.fleet.store} is set: what the poller of the fleet found stands
 * in for the lookups in Azure.
 */
@AutoConfiguration(beforeName = "io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration")
@ConditionalOnBooleanProperty(name = { "azure.discovery.enabled", "spring.cloud.discovery.enabled" },
		matchIfMissing = true)
@ConditionalOnProperty("azure.discovery.fleet.store")
@EnableConfigurationProperties(FleetProperties.class)
public final class AzureDiscoveryFleetAutoConfiguration {

	/** Closed, with its store, by the discovery that it belongs to. */
	@Bean(destroyMethod = "")
	@ConditionalOnMissingBean(LookupStandIn.class)
	FleetMember azureDiscoveryFleetMember(FleetProperties properties, ObjectProvider<FleetStore> stores) {
		FleetStore own = stores.getIfAvailable();
		return (own != null) ? FleetMember.of(own, properties.settings(properties.candidate()))
				: properties.member(properties.candidate());
	}

}
