package io.github.azurediscovery.spring.actuate;

import java.time.InstantSource;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;
import io.github.azurediscovery.spring.client.CatalogFreshness;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the views of all that is known, for the actuator endpoint and the
 * dashboard. Needs no actuator.
 */
@AutoConfiguration(after = AzureDiscoveryAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnBean(AzureDiscovery.class)
public final class AzureDiscoveryViewAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ArmUsage azureArmUsage() {
		return new ArmUsage(InstantSource.system());
	}

	@Bean
	@ConditionalOnMissingBean
	DiscoveryViewFactory azureDiscoveryViews(AzureDiscovery discovery, CatalogFreshness freshness, ArmUsage usage) {
		return new DiscoveryViewFactory(discovery, freshness, usage);
	}

}
