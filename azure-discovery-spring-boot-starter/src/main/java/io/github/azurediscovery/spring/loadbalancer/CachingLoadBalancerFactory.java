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
 * {@link ReactiveLoadBalancer.Factory} that caches the load balancer and the lifecycles
 * of each client. Spring's blocking client looks them up in every call, in the client's
 * context and all its ancestors, which costs twice as much once there is a lifecycle,
 * such as that of this library. They are singletons, and a client's context does not
 * change once it exists; while the application starts, some of them may not exist yet,
 * and nothing is cached. Thread-safe.
 */
final class CachingLoadBalancerFactory implements ReactiveLoadBalancer.Factory<ServiceInstance> {

	private final ReactiveLoadBalancer.Factory<ServiceInstance> clients;

	private final BooleanSupplier started;

	private final Map<String, ReactiveLoadBalancer<ServiceInstance>> loadBalancers = new ConcurrentHashMap<>();

	private final Map<String, Map<String, ?>> lifecycles = new ConcurrentHashMap<>();

	/**
	 * Create a factory.
	 * @param clients the factory to delegate to
	 * @param started whether the application has started, so that all beans exist
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
		ReactiveLoadBalancer<ServiceInstance> cached = this.loadBalancers.get(service);
		return (cached != null) ? cached : cache(this.loadBalancers, service, this.clients.getInstance(service));
	}

	@Override
	@SuppressWarnings("TypeParameterUnusedInFormals") // as declared by Spring Cloud
	public <X> X getInstance(String service, Class<?> type, Class<?>... generics) {
		return this.clients.getInstance(service, type, generics);
	}

	@Override
	@SuppressWarnings("unchecked") // values are cached by the type they are requested
									// with
	public <X> Map<String, X> getInstances(String service, Class<X> type) {
		if (type != LoadBalancerLifecycle.class) {
			return this.clients.getInstances(service, type);
		}
		Map<String, ?> cached = this.lifecycles.get(service);
		return (Map<String, X>) ((cached != null) ? cached
				: cache(this.lifecycles, service, this.clients.getInstances(service, type)));
	}

	/** Spring's factory returns {@code null} if a client has none. */
	private <X> X cache(Map<String, ? super X> values, String service, X found) {
		if (found != null && this.started.getAsBoolean()) {
			values.put(service, found);
		}
		return found;
	}

}
