package io.github.azurediscovery.spring.actuate;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryBuilderFactory;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for
 * {@link AzureDiscoveryTargetsEndpoint}.
 */
@AutoConfiguration(after = AzureDiscoveryAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(AzureDiscovery.class)
public final class AzureDiscoveryTargetsEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AzureDiscoveryTargetsEndpoint azureDiscoveryTargetsEndpoint(AzureDiscovery discovery,
			AzureDiscoveryBuilderFactory factory) {
		return new AzureDiscoveryTargetsEndpoint(discovery, factory.tenant());
	}

}
