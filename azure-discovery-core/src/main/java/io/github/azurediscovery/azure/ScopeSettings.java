package io.github.azurediscovery.azure;

import java.util.List;

/**
 * Where to look. What is empty is this VM's own, from instance metadata.
 *
 * @param subscriptions the subscription ids
 * @param resourceGroups the names of resource groups; a single {@code *} stands for the
 * whole subscription
 * @param regions the regions to which the lookups are limited; empty for all
 */
public record ScopeSettings(List<String> subscriptions, List<String> resourceGroups, List<String> regions) {

	/** This VM's subscription and resource group. */
	public static final ScopeSettings OWN = new ScopeSettings(List.of(), List.of(), List.of());

	public ScopeSettings {
		subscriptions = List.copyOf(subscriptions);
		resourceGroups = List.copyOf(resourceGroups);
		regions = List.copyOf(regions);
	}

}
