package io.github.azurediscovery.spring.actuate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The pushed instances.
 *
 * @param services the services by id
 */
public record PushedInstances(Map<String, Service> services) {

	static PushedInstances of(Map<String, List<Instance>> pushed) {
		Map<String, Service> services = new TreeMap<>();
		pushed.forEach((id, instances) -> services.put(id, Service.of(instances)));
		return new PushedInstances(services);
	}

	/**
	 * One service.
	 *
	 * @param instances its instances
	 */
	public record Service(List<Pushed> instances) {

		static Service of(List<Instance> instances) {
			return new Service(instances.stream().map(Pushed::of).toList());
		}

	}

	/**
	 * One instance.
	 *
	 * @param host the host, IPv6 in brackets
	 * @param port the port
	 * @param secure whether clients use TLS
	 * @param zone the zone, if any
	 * @param metadata the metadata
	 */
	public record Pushed(String host, int port, boolean secure, @Nullable String zone, Map<String, String> metadata) {

		static Pushed of(Instance instance) {
			return new Pushed(instance.host(), instance.port(), instance.secure(), instance.zone(),
					instance.metadata());
		}

	}

}
