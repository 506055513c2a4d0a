package io.github.azurediscovery.spring.metrics;

import java.util.Locale;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.InstanceHealth;

/**
 * Why an instance is or is not routable. With several reasons the most important one
 * counts, so that the states of a service add up to the number of its instances.
 */
enum InstanceState {

	ROUTABLE, MAINTENANCE, OUTLIER, PLATFORM, PROBE;

	String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

	int count(AzureDiscovery discovery, String service) {
		int count = 0;
		for (Instance instance : discovery.catalog().current().instances(service)) {
			count += (of(discovery.health().of(instance)) == this) ? 1 : 0;
		}
		return count;
	}

	static InstanceState of(InstanceHealth health) {
		if (health.routable()) {
			return ROUTABLE;
		}
		if (health.maintenance() != null) {
			return MAINTENANCE;
		}
		if (health.outlier() != null) {
			return OUTLIER;
		}
		return health.platform().routable() ? PROBE : PLATFORM;
	}

}
