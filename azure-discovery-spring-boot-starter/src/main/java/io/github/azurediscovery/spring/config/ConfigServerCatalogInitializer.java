package io.github.azurediscovery.spring.config;

import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Lets the config servers be found in the live catalog, once there is one.
 */
final class ConfigServerCatalogInitializer implements InitializingBean {

	private final ObjectProvider<AzureConfigServerInstanceProvider> servers;

	private final ServiceInstanceCatalog instances;

	ConfigServerCatalogInitializer(ObjectProvider<AzureConfigServerInstanceProvider> servers,
			ServiceInstanceCatalog instances) {
		this.servers = servers;
		this.instances = instances;
	}

	@Override
	public void afterPropertiesSet() {
		this.servers.stream().forEach((servers) -> servers.follow(this.instances));
	}

}
