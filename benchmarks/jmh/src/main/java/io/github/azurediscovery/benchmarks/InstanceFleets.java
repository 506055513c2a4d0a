package io.github.azurediscovery.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;

/** Instances as Azure would show them. */
final class InstanceFleets {

	private InstanceFleets() {
	}

	/** Return instances spread over three zones. */
	static List<Instance> of(String service, int size) {
		List<Instance> instances = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			instances.add(instance(service, i));
		}
		return instances;
	}

	/**
	 * On loopback, where nothing listens: hard evidence is confirmed by a real connect.
	 */
	static Instance instance(String service, int number) {
		String name = service + "_" + number;
		return Instance
			.of(String.format("%s-%06d", service, number), service,
					"127." + (1 + (number >> 16)) + "." + (number >> 8 & 255) + "." + (number & 255), 8080)
			.name(name)
			.zone(String.valueOf(1 + number % 3))
			.region("westeurope")
			.scaleSet(service)
			.resourceGroup("shop")
			.source("scale-set:" + service)
			.metadata(Map.of("zone", String.valueOf(1 + number % 3), "region", "westeurope", "size", "Standard_D2s_v5",
					"scale-set", service, "resource-group", "shop"))
			.platform(PlatformStatus.RUNNING)
			.build();
	}

}
