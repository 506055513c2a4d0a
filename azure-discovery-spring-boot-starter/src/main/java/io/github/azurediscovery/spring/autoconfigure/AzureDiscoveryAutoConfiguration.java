package io.github.azurediscovery.spring.autoconfigure;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.PushSource;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for discovery itself: sources,
 * catalog, refresh, and their lifecycle.
 */
@AutoConfiguration(before = { SimpleDiscoveryClientAutoConfiguration.class, CommonsClientAutoConfiguration.class },
		afterName = "com.azure.spring.cloud.autoconfigure.implementation.context.AzureTokenCredentialAutoConfiguration")
@ConditionalOnAzureDiscoveryEnabled
@EnableConfigurationProperties({ AzureDiscoveryProperties.class, AzureAccessProperties.class,
		InstanceLookupProperties.class, CatalogRefreshProperties.class, SinkProperties.class,
		DashboardProperties.class })
public final class AzureDiscoveryAutoConfiguration {

	@Bean
	static PropertyKeyValidator azureDiscoveryPropertyKeyValidator(ConfigurableEnvironment environment) {
		return new PropertyKeyValidator(environment);
	}

	@Bean
	static NeverRefreshablePropertySource azureDiscoveryNeverRefreshablePropertySource(
			ConfigurableEnvironment environment) {
		return new NeverRefreshablePropertySource(environment);
	}

	@Bean
	static EarlyFirstRefresh azureDiscoveryEarlyFirstRefresh() {
		return new EarlyFirstRefresh();
	}

	@Bean
	AzureDiscoveryBuilderFactory azureDiscoveryBuilderFactory(AzureDiscoveryProperties general,
			AzureAccessProperties access, InstanceLookupProperties lookup, CatalogRefreshProperties refresh,
			Environment environment) {
		return new AzureDiscoveryBuilderFactory(new BoundDiscoveryProperties(general, access, lookup, refresh),
				Binder.get(environment));
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
			ListableBeanFactory beans, AzureAccessProperties properties, SinkProperties sinks) {
		return new AzureDiscoveryBuilderConfigurer(beans, properties, sinks)
			.configure(factory.builder(imds.getIfAvailable()))
			.build();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("azure.discovery.push.enabled")
	PushSource azurePushInstanceSource() {
		return new PushSource();
	}

	@Bean
	AzureDiscoveryLifecycle azureDiscoveryLifecycle(AzureDiscovery discovery, AzureDiscoveryProperties properties) {
		return new AzureDiscoveryLifecycle(discovery, properties.startup());
	}

	/** Where there is a web server. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerFactoryCustomizer.class)
	static class WebServerConfiguration {

		@Bean
		static WebServerEarlyRefresh azureDiscoveryWebServerEarlyRefresh(EarlyFirstRefresh refresh,
				ConfigurableListableBeanFactory beans) {
			return new WebServerEarlyRefresh(refresh, beans);
		}

	}

}
