package io.github.azurediscovery.spring.loadbalancer;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.LoadBalancerProperties;
import org.springframework.cloud.client.loadbalancer.reactive.ReactiveLoadBalancer;

/**
 * Remembers the load balancer and the lifecycles of each client. Spring's blocking client
 * looks for them in each call, in the client's context and all its ancestors, which costs
 * twice as much once there is a lifecycle; ours is one. They are singletons, and a
 * client's context does not change once it is there. Thread-safe.
 */
final class RememberedClients implements ReactiveLoadBalancer.Factory<ServiceInstance> {

	private final ReactiveLoadBalancer.Factory<ServiceInstance> clients;

	private final Map<String, ReactiveLoadBalancer<ServiceInstance>> loadBalancers = new ConcurrentHashMap<>();

	private final Map<String, Map<String, ?>> lifecycles = new ConcurrentHashMap<>();

	RememberedClients(ReactiveLoadBalancer.Factory<ServiceInstance> clients) {
		this.clients = clients;
	}

	@Override
	public @Nullable LoadBalancerProperties getProperties(String service) {
		return this.clients.getProperties(service);
	}

	@Override
	@SuppressWarnings("NullAway") // there is none where a user's factory makes none
	public ReactiveLoadBalancer<ServiceInstance> getInstance(String service) {
		ReactiveLoadBalancer<ServiceInstance> known = this.loadBalancers.get(service);
		if (known == null) {
			known = this.clients.getInstance(service);
			if (known != null) {
				this.loadBalancers.put(service, known);
			}
		}
		return known;
	}

	@Override
	@SuppressWarnings("TypeParameterUnusedInFormals") // as declared by Spring Cloud
	public <X> X getInstance(String service, Class<?> type, Class<?>... generics) {
		return this.clients.getInstance(service, type, generics);
	}

	@Override
	@SuppressWarnings("unchecked") // what is remembered was asked for by the same type
	public <X> Map<String, X> getInstances(String service, Class<X> type) {
		if (type != LoadBalancerLifecycle.class) {
			return this.clients.getInstances(service, type);
		}
		Map<String, ?> known = this.lifecycles.get(service);
		if (known == null) {
			known = Collections.unmodifiableMap(this.clients.getInstances(service, type));
			this.lifecycles.put(service, known);
		}
		return (Map<String, X>) known;
	}

}
