package io.github.azurediscovery.spring.actuate;

import java.time.Duration;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link AzureDiscoveryEndpoint}.
 */
@AutoConfiguration(after = AzureDiscoveryViewAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean({ AzureDiscovery.class, DiscoveryViewFactory.class })
public final class AzureDiscoveryEndpointAutoConfiguration {

	private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(30);

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AzureDiscoveryEndpoint azureDiscoveryEndpoint(AzureDiscovery discovery, DiscoveryViewFactory views) {
		return new AzureDiscoveryEndpoint(discovery, views, REFRESH_TIMEOUT);
	}

}
