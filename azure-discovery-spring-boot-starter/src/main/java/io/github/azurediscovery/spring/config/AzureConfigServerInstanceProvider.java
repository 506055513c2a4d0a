package io.github.azurediscovery.spring.config;

import java.util.List;

import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.config.client.ConfigServerInstanceProvider;

/**
 * Answers where the config servers are: by asking once while there is no application
 * context, and from the live catalog as soon as there is one. The config client goes on
 * to ask at every heartbeat, on the thread that publishes it, and must then cost nothing.
 */
final class AzureConfigServerInstanceProvider implements ConfigServerInstanceProvider.Function {

	private final @Nullable Binder binder;

	private volatile @Nullable ServiceInstanceCatalog live;

	/**
	 * Create the function.
	 * @param binder reads the properties where the config client passes no binder
	 */
	AzureConfigServerInstanceProvider(@Nullable Binder binder) {
		this.binder = binder;
	}

	/**
	 * Answer from the catalog of an application context from now on.
	 * @param live its members
	 */
	void follow(ServiceInstanceCatalog live) {
		this.live = live;
	}

	@Override
	public List<ServiceInstance> apply(String serviceId) {
		return find(serviceId, this.binder, null);
	}

	@Override
	public List<ServiceInstance> apply(String serviceId, @Nullable Binder binder, @Nullable BindHandler handler,
			@Nullable Log log) {
		return find(serviceId, (binder != null) ? binder : this.binder, handler);
	}

	private List<ServiceInstance> find(String serviceId, @Nullable Binder binder, @Nullable BindHandler handler) {
		ServiceInstanceCatalog live = this.live;
		if (live != null) {
			return live.members(serviceId);
		}
		return (binder != null) ? new OneShotDiscovery(binder, handler).find(serviceId) : List.of();
	}

}
