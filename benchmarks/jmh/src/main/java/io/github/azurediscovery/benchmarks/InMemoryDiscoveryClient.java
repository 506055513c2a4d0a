package io.github.azurediscovery.benchmarks;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;

import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;

import reactor.core.publisher.Flux;

/** A discovery client that answers one service from memory. */
final class InMemoryDiscoveryClient implements DiscoveryClient {

	private volatile List<ServiceInstance> instances;

	InMemoryDiscoveryClient(List<Instance> instances) {
		this.instances = instances.stream().map(InMemoryDiscoveryClient::form).toList();
	}

	private static ServiceInstance form(Instance instance) {
		return new DefaultServiceInstance(instance.id(), instance.service(), instance.host(), instance.port(), false,
				Map.copyOf(instance.metadata()));
	}

	List<ServiceInstance> current() {
		return this.instances;
	}

	@Override
	public String description() {
		return "in memory";
	}

	@Override
	public List<ServiceInstance> getInstances(String serviceId) {
		return this.instances;
	}

	@Override
	public List<String> getServices() {
		return List.of(LoadBalancerBenchmark.SERVICE);
	}

	ReactiveDiscoveryClient reactive() {
		return new ReactiveDiscoveryClient() {

			@Override
			public String description() {
				return "in memory";
			}

			@Override
			public Flux<ServiceInstance> getInstances(String serviceId) {
				return Flux.fromIterable(InMemoryDiscoveryClient.this.instances);
			}

			@Override
			public Flux<String> getServices() {
				return Flux.just(LoadBalancerBenchmark.SERVICE);
			}

		};
	}

}
