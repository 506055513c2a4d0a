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
 * Finds the member behind whatever a caller hands back after a call. That is usually the
 * object we offered. Spring Cloud Gateway on Spring MVC wraps it and drops its id, and a
 * user's supplier may offer its own, so that only service, host and port tell.
 * Thread-safe.
 */
final class CalledInstanceResolver {

	private final ServiceInstanceCatalog instances;

	private final Map<String, Index> services = new ConcurrentHashMap<>();

	CalledInstanceResolver(ServiceInstanceCatalog instances) {
		this.instances = instances;
	}

	/**
	 * Find a member.
	 * @param server what the caller called
	 * @return the member, or {@code null} if it is none of ours
	 */
	@Nullable AzureServiceInstance find(@Nullable ServiceInstance server) {
		if (server instanceof AzureServiceInstance ours && ours.calls() != null) {
			return ours;
		}
		if (server == null || server.getServiceId() == null) {
			return null;
		}
		return index(server.getServiceId()).byAddress.get(new Address(server.getHost(), server.getPort()));
	}

	private Index index(String service) {
		List<ServiceInstance> members = this.instances.members(service);
		if (members.isEmpty()) {
			if (this.services.containsKey(service)) {
				this.services.remove(service);
			}
			return Index.NOBODY;
		}
		Index index = this.services.get(service);
		if (index == null || index.members != members) {
			index = Index.of(members);
			this.services.put(service, index);
		}
		return index;
	}

	private record Address(String host, int port) {
	}

	/** The members of a service by their addresses, made when first asked for. */
	private record Index(List<ServiceInstance> members, Map<Address, AzureServiceInstance> byAddress) {

		static final Index NOBODY = new Index(List.of(), Map.of());

		static Index of(List<ServiceInstance> members) {
			Map<Address, AzureServiceInstance> byAddress = new HashMap<>();
			for (ServiceInstance member : members) {
				if (member instanceof AzureServiceInstance ours) {
					byAddress.put(new Address(member.getHost(), member.getPort()), ours);
				}
			}
			return new Index(members, byAddress);
		}

	}

}
