package io.github.azurediscovery.spring.actuate;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;
import io.github.azurediscovery.spring.client.CatalogFreshness;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.ConditionalOnDiscoveryHealthIndicatorEnabled;
import org.springframework.cloud.client.discovery.health.DiscoveryHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for
 * {@link AzureDiscoveryHealthIndicator}, as a health contributor of its own and in Spring
 * Cloud's {@code discoveryComposite}.
 */
@AutoConfiguration(after = AzureDiscoveryAutoConfiguration.class, before = CommonsClientAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(AzureDiscovery.class)
public final class AzureDiscoveryHealthAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnEnabledHealthIndicator("azure-discovery")
	static class ContributorConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "azureDiscoveryHealthIndicator")
		HealthIndicator azureDiscoveryHealthIndicator(AzureDiscovery discovery, CatalogFreshness freshness) {
			return new AzureDiscoveryHealthIndicator(discovery, freshness);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnDiscoveryHealthIndicatorEnabled
	static class CompositeConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "azureDiscoveryCompositePart")
		DiscoveryHealthIndicator azureDiscoveryCompositePart(AzureDiscovery discovery, CatalogFreshness freshness) {
			return new AzureDiscoveryHealthIndicator(discovery, freshness).asDiscoveryHealthIndicator();
		}

	}

}
