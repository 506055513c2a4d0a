package io.github.azurediscovery.dashboard;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Instance;

/**
 * The zones that calls prefer, for services with zone preference.
 *
 * @param discovery the discovery
 * @param preferred whether zone preference is on for a service
 */
record PreferredZones(AzureDiscovery discovery, Predicate<String> preferred) {

	static final String ALL = "all";

	/**
	 * Return the zones that calls prefer now.
	 * @return the zone by service, {@link #ALL} if this VM's zone has too few instances;
	 * without services for which zone preference is off
	 */
	Map<String, String> current() {
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
