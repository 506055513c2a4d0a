package io.github.azurediscovery.spring.loadbalancer;

import java.util.List;

import reactor.core.publisher.Flux;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/**
 * Answers with the routable instances of one service, and leaves a service that the
 * catalog does not know to the chain that Spring Cloud LoadBalancer would have used.
 */
final class AzureServiceInstanceListSupplier implements ServiceInstanceListSupplier, DisposableBean {

	private final String service;

	private final ServiceInstanceOffer offer;

	private final boolean preferZone;

	private final DefaultSupplierChain others;

	/**
	 * Create the supplier of one client.
	 * @param service the name of the client
	 * @param offer what to offer for it
	 * @param preferZone whether to prefer instances in this VM's zone
	 * @param others serves the client while the catalog does not know it
	 */
	AzureServiceInstanceListSupplier(String service, ServiceInstanceOffer offer, boolean preferZone,
			DefaultSupplierChain others) {
		this.service = service;
		this.offer = offer;
		this.preferZone = preferZone;
		this.others = others;
	}

	@Override
	public String getServiceId() {
		return this.service;
	}

	@Override
	public Flux<List<ServiceInstance>> get() {
		Flux<List<ServiceInstance>> offered = this.offer.next(this.preferZone);
		return (offered != null) ? offered : this.others.supplier().get();
	}

	@Override
	@SuppressWarnings("rawtypes") // as declared by Spring Cloud
	public Flux<List<ServiceInstance>> get(Request request) {
		Flux<List<ServiceInstance>> offered = this.offer.next(this.preferZone);
		return (offered != null) ? offered : this.others.supplier().get(request);
	}

	@Override
	public void destroy() throws Exception {
		this.others.destroy();
	}

}
