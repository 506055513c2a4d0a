package io.github.azurediscovery.spring.client;

import java.util.List;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * {@link DiscoveryClient} for the catalog. Every method only reads what is already known:
 * none blocks, calls Azure, or fails because Azure is unavailable. The instances include
 * those that are not routable at the moment.
 */
public final class AzureDiscoveryClient implements DiscoveryClient {

	private final ServiceInstanceCatalog instances;

	private final CatalogFreshness freshness;

	private final int order;

	/**
	 * Create the client.
	 * @param instances the instances of all services
	 * @param freshness the age of the catalog
	 * @param order the order among discovery clients
	 */
	public AzureDiscoveryClient(ServiceInstanceCatalog instances, CatalogFreshness freshness, int order) {
		this.instances = instances;
		this.freshness = freshness;
		this.order = order;
	}

	@Override
	public String description() {
		return "Azure Discovery Client";
	}

	@Override
	public List<ServiceInstance> getInstances(String serviceId) {
		return this.instances.instances(serviceId);
	}

	@Override
	public List<String> getServices() {
		return this.instances.services();
	}

	/**
	 * Check that the catalog is fresh.
	 * @throws IllegalStateException if it is stale or was never filled
	 */
	@Override
	public void probe() {
		this.freshness.probe();
	}

	@Override
	public int getOrder() {
		return this.order;
	}

}
