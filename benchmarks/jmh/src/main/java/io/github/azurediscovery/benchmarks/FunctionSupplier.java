package io.github.azurediscovery.benchmarks;

import java.util.List;
import java.util.function.Function;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.DefaultRequest;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

import reactor.core.publisher.Flux;

/** A supplier of one service from a function. */
final class FunctionSupplier {

	private FunctionSupplier() {
	}

	static ServiceInstanceListSupplier of(Function<Request<?>, Flux<List<ServiceInstance>>> source) {
		return new ServiceInstanceListSupplier() {

			@Override
			public String getServiceId() {
				return LoadBalancerBenchmark.SERVICE;
			}

			@Override
			public Flux<List<ServiceInstance>> get() {
				return source.apply(new DefaultRequest<>());
			}

			@Override
			@SuppressWarnings("rawtypes") // as declared by Spring Cloud
			public Flux<List<ServiceInstance>> get(Request request) {
				return source.apply(request);
			}

		};
	}

}
