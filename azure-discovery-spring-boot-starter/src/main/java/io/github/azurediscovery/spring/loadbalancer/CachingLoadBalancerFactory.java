package io.github.azurediscovery.spring.loadbalancer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.LoadBalancerProperties;
import org.springframework.cloud.client.loadbalancer.reactive.ReactiveLoadBalancer;

/**
 * Remembers the load balancer and the lifecycles of each client. Spring's blocking client
 * looks for them in each call, in the client's context and all its ancestors, which costs
 * twice as much once there is a lifecycle; ours is one. They are singletons, and a
 * client's context does not change once it is there; but while the application starts,
 * some of them may not be there yet. Thread-safe.
 */
final class CachingLoadBalancerFactory implements ReactiveLoadBalancer.Factory<ServiceInstance> {

	private final ReactiveLoadBalancer.Factory<ServiceInstance> clients;

	private final BooleanSupplier started;

	private final Map<String, ReactiveLoadBalancer<ServiceInstance>> loadBalancers = new ConcurrentHashMap<>();

	private final Map<String, Map<String, ?>> lifecycles = new ConcurrentHashMap<>();

	/**
	 * Remember what a factory finds.
	 * @param clients finds it
	 * @param started whether all is there that it could find
	 */
	CachingLoadBalancerFactory(ReactiveLoadBalancer.Factory<ServiceInstance> clients, BooleanSupplier started) {
		this.clients = clients;
		this.started = started;
	}

	@Override
	public @Nullable LoadBalancerProperties getProperties(String service) {
		return this.clients.getProperties(service);
	}

	@Override
	public ReactiveLoadBalancer<ServiceInstance> getInstance(String service) {
		ReactiveLoadBalancer<ServiceInstance> known = this.loadBalancers.get(service);
		return (known != null) ? known : remember(this.loadBalancers, service, this.clients.getInstance(service));
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
		return (Map<String, X>) ((known != null) ? known
				: remember(this.lifecycles, service, this.clients.getInstances(service, type)));
	}

	/** Where a client has none, Spring's factory answers {@code null}. */
	private <X> X remember(Map<String, ? super X> memory, String service, X found) {
		if (found != null && this.started.getAsBoolean()) {
			memory.put(service, found);
		}
		return found;
	}

}
