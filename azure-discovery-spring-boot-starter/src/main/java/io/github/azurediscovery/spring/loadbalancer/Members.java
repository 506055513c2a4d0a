package io.github.azurediscovery.spring.loadbalancer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.spring.client.AzureServiceInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;

/**
 * Finds the member behind whatever a caller hands back after a call. That is usually the
 * object we offered. Spring Cloud Gateway on Spring MVC wraps it and drops its id, so
 * that only service, host and port tell. Thread-safe.
 */
final class Members {

	private final Catalog catalog;

	private volatile Index index = new Index(Snapshot.EMPTY);

	Members(Catalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * Find a member.
	 * @param server what the caller called
	 * @return the member, or {@code null} if it is none of ours
	 */
	@Nullable Instance find(@Nullable ServiceInstance server) {
		if (server instanceof AzureServiceInstance ours) {
			return ours.instance();
		}
		if (server == null || server.getServiceId() == null) {
			return null;
		}
		return index().find(server.getServiceId(), new Address(server.getHost(), server.getPort()));
	}

	private Index index() {
		Snapshot snapshot = this.catalog.current();
		Index current = this.index;
		if (current.snapshot != snapshot) {
			current = new Index(snapshot);
			this.index = current;
		}
		return current;
	}

	private record Address(String host, int port) {
	}

	/** The addresses of one snapshot, by service, made when first asked for. */
	private static final class Index {

		private final Snapshot snapshot;

		private final Map<String, Map<Address, Instance>> services = new ConcurrentHashMap<>();

		Index(Snapshot snapshot) {
			this.snapshot = snapshot;
		}

		@Nullable Instance find(String service, Address address) {
			List<Instance> instances = this.snapshot.instances(service);
			return instances.isEmpty() ? null
					: this.services.computeIfAbsent(service, (id) -> addresses(instances)).get(address);
		}

		private static Map<Address, Instance> addresses(List<Instance> instances) {
			Map<Address, Instance> addresses = new HashMap<>();
			instances.forEach((instance) -> addresses.put(new Address(instance.host(), instance.port()), instance));
			return addresses;
		}

	}

}
