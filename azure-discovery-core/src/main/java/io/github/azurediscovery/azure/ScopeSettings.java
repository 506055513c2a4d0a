package io.github.azurediscovery.azure;

import java.util.List;

/**
 * The part of Azure to search.
 *
 * @param subscriptions the subscription ids; empty for the subscription of this VM, which
 * instance metadata names
 * @param resourceGroups the names of resource groups, a single {@code *} for the whole
 * subscription; empty for the resource group of this VM
 * @param regions the regions to which lookups are limited; empty for all
 */
public record ScopeSettings(List<String> subscriptions, List<String> resourceGroups, List<String> regions) {

	/** This VM's subscription and resource group. */
	public static final ScopeSettings OWN = new ScopeSettings(List.of(), List.of(), List.of());

	/**
	 * Return the scope of resource groups in one subscription.
	 * @param subscription the subscription id
	 * @param resourceGroups the names of resource groups, or {@code *}
	 */
	public static ScopeSettings of(String subscription, String... resourceGroups) {
		return new ScopeSettings(List.of(subscription), List.of(resourceGroups), List.of());
	}

	/** Return this scope limited to some regions. */
	public ScopeSettings withRegions(String... regions) {
		return new ScopeSettings(this.subscriptions, this.resourceGroups, List.of(regions));
	}

	public ScopeSettings {
		subscriptions = List.copyOf(subscriptions);
		resourceGroups = List.copyOf(resourceGroups);
		regions = List.copyOf(regions);
	}

}
