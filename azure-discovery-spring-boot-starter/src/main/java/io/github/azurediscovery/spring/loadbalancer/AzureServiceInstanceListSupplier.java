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

	private final ServiceOffer offer;

	private final StockChain others;

	AzureServiceInstanceListSupplier(String service, ServiceOffer offer, StockChain others) {
		this.service = service;
		this.offer = offer;
		this.others = others;
	}

	@Override
	public String getServiceId() {
		return this.service;
	}

	@Override
	public Flux<List<ServiceInstance>> get() {
		Flux<List<ServiceInstance>> current = this.offer.current();
		return (current != null) ? current : this.others.supplier().get();
	}

	@Override
	@SuppressWarnings("rawtypes") // as declared by Spring Cloud
	public Flux<List<ServiceInstance>> get(Request request) {
		Flux<List<ServiceInstance>> current = this.offer.current();
		return (current != null) ? current : this.others.supplier().get(request);
	}

	@Override
	public void destroy() throws Exception {
		this.others.destroy();
	}

}
