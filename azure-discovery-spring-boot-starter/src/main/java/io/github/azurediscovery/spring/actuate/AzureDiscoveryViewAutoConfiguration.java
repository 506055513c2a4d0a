package io.github.azurediscovery.spring.actuate;

import java.time.InstantSource;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import io.github.azurediscovery.spring.metrics.ArmUsage;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the views of discovery that the
 * actuator endpoint and the dashboard show. Does not need the actuator.
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
	DiscoveryViewFactory azureDiscoveryViewFactory(AzureDiscovery discovery, CatalogFreshness freshness,
			ArmUsage usage) {
		return new DiscoveryViewFactory(discovery, freshness, usage);
	}

}
