package io.github.azurediscovery.dashboard;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Instance;

/**
 * Which zone the calls to each service are kept to, where zone preference is on.
 *
 * @param discovery what to look at
 * @param preferred whether zone preference is on for the calls to a service
 */
record PreferredZones(AzureDiscovery discovery, Predicate<String> preferred) {

	static final String ALL = "all";

	/**
	 * Look.
	 * @return the zone by service, {@link #ALL} where this VM's zone has too little to
	 * offer; without those for which zone preference is off
	 */
	Map<String, String> now() {
		Map<String, String> zones = new TreeMap<>();
		this.discovery.catalog()
			.current()
			.services()
			.stream()
			.filter(this.preferred)
			.forEach((service) -> zones.put(service, of(service)));
		return zones;
	}

	private String of(String service) {
		Route route = this.discovery.routes().route(service);
		if (route == null) {
			return ALL;
		}
		List<Instance> nearby = route.nearby().lists().get(0);
		String zone = nearby.isEmpty() ? null : nearby.get(0).zone();
		boolean narrowed = nearby.size() < route.everywhere().lists().get(0).size();
		return (narrowed && zone != null) ? zone : ALL;
	}

}
