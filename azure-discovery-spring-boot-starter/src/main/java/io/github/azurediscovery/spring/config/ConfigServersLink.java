package io.github.azurediscovery.spring.config;

import io.github.azurediscovery.spring.client.ServiceInstances;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Lets the config servers be found in the live catalog, once there is one.
 */
final class ConfigServersLink implements InitializingBean {

	private final ObjectProvider<ConfigServers> servers;

	private final ServiceInstances instances;

	ConfigServersLink(ObjectProvider<ConfigServers> servers, ServiceInstances instances) {
		this.servers = servers;
		this.instances = instances;
	}

	@Override
	public void afterPropertiesSet() {
		this.servers.stream().forEach((servers) -> servers.follow(this.instances));
	}

}
