package io.github.azurediscovery.spring.loadbalancer;

import java.util.List;

import reactor.core.publisher.Flux;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/**
 * {@link ServiceInstanceListSupplier} for the routable instances of one service.
 * Delegates to the suppliers that Spring Cloud LoadBalancer would use by default if the
 * service is not in the catalog.
 */
final class AzureServiceInstanceListSupplier implements ServiceInstanceListSupplier, DisposableBean {

	private final String service;

	private final ServiceInstanceOffer offer;

	private final boolean preferZone;

	private final DefaultSupplierChain fallback;

	/**
	 * Create the supplier of one client.
	 * @param service the name of the client
	 * @param offer the routable instances of the service
	 * @param preferZone whether to prefer instances in this VM's zone
	 * @param fallback used while the service is not in the catalog
	 */
	AzureServiceInstanceListSupplier(String service, ServiceInstanceOffer offer, boolean preferZone,
			DefaultSupplierChain fallback) {
		this.service = service;
		this.offer = offer;
		this.preferZone = preferZone;
		this.fallback = fallback;
	}

	@Override
	public String getServiceId() {
		return this.service;
	}

	@Override
	public Flux<List<ServiceInstance>> get() {
		Flux<List<ServiceInstance>> offered = this.offer.next(this.preferZone);
		return (offered != null) ? offered : this.fallback.supplier().get();
	}

	@Override
	@SuppressWarnings("rawtypes") // as declared by Spring Cloud
	public Flux<List<ServiceInstance>> get(Request request) {
		Flux<List<ServiceInstance>> offered = this.offer.next(this.preferZone);
		return (offered != null) ? offered : this.fallback.supplier().get(request);
	}

	@Override
	public void destroy() throws Exception {
		this.fallback.destroy();
	}

}
