package io.github.azurediscovery.spring.loadbalancer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.spring.client.AzureServiceInstance;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.ServiceInstance;

/**
 * Resolves the service instance that a caller reports after a call. Usually it is the
 * object that was offered. Spring Cloud Gateway on Spring MVC wraps it and drops its id,
 * and a supplier of the user may offer its own, so that only service, host and port
 * identify it. Thread-safe.
 */
final class CalledInstanceResolver {

	private final ServiceInstanceCatalog catalog;

	private final Map<String, AddressIndex> services = new ConcurrentHashMap<>();

	CalledInstanceResolver(ServiceInstanceCatalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * Resolve a service instance.
	 * @param server the service instance that was called
	 * @return the instance in the catalog, or {@code null} if the catalog does not
	 * contain it
	 */
	@Nullable AzureServiceInstance resolve(@Nullable ServiceInstance server) {
		if (server instanceof AzureServiceInstance ours && ours.calls() != null) {
			return ours;
		}
		if (server == null || server.getServiceId() == null) {
			return null;
		}
		return index(server.getServiceId()).byAddress.get(new Address(server.getHost(), server.getPort()));
	}

	private AddressIndex index(String service) {
		List<ServiceInstance> instances = this.catalog.instances(service);
		if (instances.isEmpty()) {
			if (this.services.containsKey(service)) {
				this.services.remove(service);
			}
			return AddressIndex.EMPTY;
		}
		AddressIndex index = this.services.get(service);
		if (index == null || index.instances != instances) {
			index = AddressIndex.of(instances);
			this.services.put(service, index);
		}
		return index;
	}

	private record Address(String host, int port) {
	}

	/** The instances of a service by their addresses, created on first use. */
	private record AddressIndex(List<ServiceInstance> instances, Map<Address, AzureServiceInstance> byAddress) {

		static final AddressIndex EMPTY = new AddressIndex(List.of(), Map.of());

		static AddressIndex of(List<ServiceInstance> instances) {
			Map<Address, AzureServiceInstance> byAddress = new HashMap<>();
			for (ServiceInstance instance : instances) {
				if (instance instanceof AzureServiceInstance ours) {
					byAddress.put(new Address(instance.getHost(), instance.getPort()), ours);
				}
			}
			return new AddressIndex(instances, byAddress);
		}

	}

}
