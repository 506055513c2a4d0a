package io.github.azurediscovery.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.test.estate.AzureEstate;
import io.github.azurediscovery.test.estate.SimulatedResourceGroup;
import io.github.azurediscovery.test.estate.SimulatedSubscription;

/** The properties that lead Azure Discovery here, and to all that exists now. */
final class DiscoveryProperties {

	private DiscoveryProperties() {
	}

	static Map<String, String> of(EndpointServers listeners, AzureEstate estate) {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("azure.discovery.endpoints.resource-manager", listeners.armEndpoint().toString());
		properties.put("azure.discovery.endpoints.imds", listeners.imdsEndpoint().toString());
		properties.put("azure.discovery.credential.type", "none");
		List<SimulatedSubscription> used = estate.subscriptions()
			.stream()
			.filter((subscription) -> !subscription.resourceGroups().isEmpty())
			.toList();
		properties.put("azure.discovery.scope.subscriptions",
				list(used.stream().map(SimulatedSubscription::id).toList(), SimulatedAzure.SUBSCRIPTION));
		properties.put("azure.discovery.scope.resource-groups",
				list(used.stream()
					.flatMap((subscription) -> subscription.resourceGroups().stream())
					.map(SimulatedResourceGroup::name)
					.distinct()
					.toList(), SimulatedAzure.RESOURCE_GROUP));
		return properties;
	}

	private static String list(List<String> names, String otherwise) {
		return names.isEmpty() ? otherwise : String.join(",", names);
	}

}
