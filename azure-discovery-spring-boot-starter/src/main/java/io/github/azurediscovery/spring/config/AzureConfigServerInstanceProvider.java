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
 * Provides the instances of config servers: by a one-shot discovery while there is no
 * application context, and from the catalog as soon as there is one. The config client
 * asks again at every heartbeat, on the thread that publishes it, and then sends no
 * requests.
 */
final class AzureConfigServerInstanceProvider implements ConfigServerInstanceProvider.Function {

	private final @Nullable Binder binder;

	private volatile @Nullable ServiceInstanceCatalog catalog;

	/**
	 * Create the provider.
	 * @param binder reads the properties if the config client passes no binder
	 */
	AzureConfigServerInstanceProvider(@Nullable Binder binder) {
		this.binder = binder;
	}

	/**
	 * Use the catalog of the application context from now on.
	 * @param catalog the instances of all services
	 */
	void useCatalog(ServiceInstanceCatalog catalog) {
		this.catalog = catalog;
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
		ServiceInstanceCatalog catalog = this.catalog;
		if (catalog != null) {
			return catalog.instances(serviceId);
		}
		return (binder != null) ? new OneShotDiscovery(binder, handler).find(serviceId) : List.of();
	}

}
