package io.github.azurediscovery.spring.client;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;

/**
 * {@link ReactiveDiscoveryClient} for the catalog. Emits immediately on the subscriber's
 * thread; no scheduler is involved.
 */
public final class AzureReactiveDiscoveryClient implements ReactiveDiscoveryClient {

	private final ServiceInstanceCatalog instances;

	private final CatalogFreshness freshness;

	private final int order;

	/**
	 * Create the client.
	 * @param instances the instances of all services
	 * @param freshness the age of the catalog
	 * @param order the order among discovery clients
	 */
	public AzureReactiveDiscoveryClient(ServiceInstanceCatalog instances, CatalogFreshness freshness, int order) {
		this.instances = instances;
		this.freshness = freshness;
		this.order = order;
	}

	@Override
	public String description() {
		return "Azure Reactive Discovery Client";
	}

	@Override
	public Flux<ServiceInstance> getInstances(String serviceId) {
		return Flux.defer(() -> Flux.fromIterable(this.instances.instances(serviceId)));
	}

	@Override
	public Flux<String> getServices() {
		return Flux.defer(() -> Flux.fromIterable(this.instances.services()));
	}

	/**
	 * Check that the catalog is fresh.
	 * @return completes, or fails if the catalog is stale or was never filled
	 */
	@Override
	public Mono<Void> reactiveProbe() {
		return Mono.fromRunnable(this.freshness::probe);
	}

	@Override
	public int getOrder() {
		return this.order;
	}

}
