package io.github.azurediscovery.spring.autoconfigure;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.PushInstanceSource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the discovery itself: sources, catalog, refresh, and their
 * lifecycle.
 */
@AutoConfiguration(before = { SimpleDiscoveryClientAutoConfiguration.class, CommonsClientAutoConfiguration.class },
		afterName = "com.azure.spring.cloud.autoconfigure.implementation.context.AzureTokenCredentialAutoConfiguration")
@ConditionalOnAzureDiscoveryEnabled
@EnableConfigurationProperties(AzureDiscoveryProperties.class)
public final class AzureDiscoveryAutoConfiguration {

	@Bean
	static PropertyKeyValidator azureDiscoveryLostKeys(ConfigurableEnvironment environment) {
		return new PropertyKeyValidator(environment);
	}

	@Bean
	static NeverRefreshablePropertySource azureDiscoveryNeverRefreshed(ConfigurableEnvironment environment) {
		return new NeverRefreshablePropertySource(environment);
	}

	@Bean
	AzureDiscoveryBuilderFactory azureDiscoveryFactory(AzureDiscoveryProperties properties, Environment environment) {
		return new AzureDiscoveryBuilderFactory(properties, Binder.get(environment));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnProperty(name = "azure.discovery.imds.enabled", matchIfMissing = true)
	ImdsClient azureImdsClient(AzureDiscoveryBuilderFactory factory) {
		return factory.imds();
	}

	@Bean
	@ConditionalOnMissingBean
	AzureDiscovery azureDiscovery(AzureDiscoveryBuilderFactory factory, ObjectProvider<ImdsClient> imds,
			ListableBeanFactory beans, AzureDiscoveryProperties properties) {
		return new AzureDiscoveryBuilderConfigurer(beans, properties).addTo(factory.builder(imds.getIfAvailable()))
			.build();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("azure.discovery.push.enabled")
	PushInstanceSource azurePushInstanceSource() {
		return new PushInstanceSource();
	}

	@Bean
	AzureDiscoveryLifecycle azureDiscoveryLifecycle(AzureDiscovery discovery, AzureDiscoveryProperties properties) {
		return new AzureDiscoveryLifecycle(discovery, properties.startup());
	}

}
