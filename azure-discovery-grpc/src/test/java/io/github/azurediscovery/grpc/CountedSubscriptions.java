package io.github.azurediscovery.grpc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.health.InstanceHealthRegistry;

/** A discovery that counts who listens to it, its routes and its verdicts. */
final class CountedSubscriptions {

	private final AtomicInteger open = new AtomicInteger();

	private final AzureDiscovery discovery;

	CountedSubscriptions(AzureDiscovery discovery) {
		this.discovery = counting(AzureDiscovery.class, discovery);
	}

	AzureDiscovery discovery() {
		return this.discovery;
	}

	int open() {
		return this.open.get();
	}

	private <T> T counting(Class<T> type, T counted) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				try {
					return wrapped(method.invoke(counted, arguments));
				}
				catch (InvocationTargetException ex) {
					throw ex.getCause();
				}
			}));
	}

	private Object wrapped(Object result) {
		if (result instanceof ListenerSubscription subscription) {
			this.open.incrementAndGet();
			return (ListenerSubscription) () -> {
				subscription.close();
				this.open.decrementAndGet();
			};
		}
		if (result instanceof RoutingTable routes) {
			return counting(RoutingTable.class, routes);
		}
		return (result instanceof InstanceHealthRegistry health) ? counting(InstanceHealthRegistry.class, health)
				: result;
	}

}
