package io.github.azurediscovery.spring.client;

import java.util.List;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * The discovery client over the catalog. Every method reads what is already known: none
 * waits, calls Azure, or fails because Azure is away. Instances include those that are no
 * member of the load balancer's choice at the moment.
 */
public final class AzureDiscoveryClient implements DiscoveryClient {

	private final ServiceInstanceCatalog instances;

	private final CatalogFreshness freshness;

	private final int order;

	/**
	 * Create the client.
	 * @param instances the members of all services
	 * @param freshness the age of what is known
	 * @param order the place among several discovery clients
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
		return this.instances.members(serviceId);
	}

	@Override
	public List<String> getServices() {
		return this.instances.services();
	}

	/**
	 * Do nothing if the catalog can be trusted.
	 * @throws IllegalStateException if it is stale, or was never filled
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
