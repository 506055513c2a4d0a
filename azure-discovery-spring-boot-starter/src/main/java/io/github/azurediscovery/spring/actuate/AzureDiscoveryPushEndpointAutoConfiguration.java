package io.github.azurediscovery.spring.actuate;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.source.PushSource;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;
import io.github.azurediscovery.spring.autoconfigure.InstanceLookupProperties;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for
 * {@link AzureDiscoveryPushEndpoint}.
 */
@AutoConfiguration(after = AzureDiscoveryAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBooleanProperty("azure.discovery.push.enabled")
@ConditionalOnBean(PushSource.class)
public final class AzureDiscoveryPushEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint
	AzureDiscoveryPushEndpoint azureDiscoveryPushEndpoint(PushSource source, InstanceLookupProperties properties) {
		Set<String> configured = properties.services()
			.keySet()
			.stream()
			.map((id) -> id.toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		return new AzureDiscoveryPushEndpoint(source, configured);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(AzureDiscoveryPushEndpoint.class)
	AzureDiscoveryPushEndpointWebExtension azureDiscoveryPushEndpointWebExtension(AzureDiscoveryPushEndpoint endpoint) {
		return new AzureDiscoveryPushEndpointWebExtension(endpoint);
	}

}
