package io.github.azurediscovery.spring.config;

import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Switches the lookup of config providers to the catalog of the application context.
 */
final class ConfigServerCatalogInitializer implements InitializingBean {

	private final ObjectProvider<AzureConfigServerInstanceProvider> providers;

	private final ServiceInstanceCatalog instances;

	ConfigServerCatalogInitializer(ObjectProvider<AzureConfigServerInstanceProvider> providers,
			ServiceInstanceCatalog instances) {
		this.providers = providers;
		this.instances = instances;
	}

	@Override
	public void afterPropertiesSet() {
		this.providers.stream().forEach((provider) -> provider.useCatalog(this.instances));
	}

}
