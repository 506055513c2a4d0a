package io.github.azurediscovery.spring.config;

import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalogAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.config.client.ConfigServerInstanceProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that switches the lookup of config
 * servers to the catalog.
 */
@AutoConfiguration(after = ServiceInstanceCatalogAutoConfiguration.class)
@ConditionalOnClass(ConfigServerInstanceProvider.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnBean(ServiceInstanceCatalog.class)
public final class AzureDiscoveryConfigAutoConfiguration {

	@Bean
	@Lazy(false)
	ConfigServerCatalogInitializer azureConfigServerCatalogInitializer(
			ObjectProvider<AzureConfigServerInstanceProvider> servers, ServiceInstanceCatalog instances) {
		return new ConfigServerCatalogInitializer(servers, instances);
	}

}
