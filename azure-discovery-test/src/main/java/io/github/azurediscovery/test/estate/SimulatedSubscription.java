package io.github.azurediscovery.test.estate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A subscription and its resource groups.
 */
public final class SimulatedSubscription {

	private final AzureEstate estate;

	private final String id;

	private final Map<String, SimulatedResourceGroup> groups = new LinkedHashMap<>();

	SimulatedSubscription(AzureEstate estate, String id) {
		this.estate = estate;
		this.id = id;
	}

	/**
	 * Return the subscription id.
	 * @return the id, without {@code /subscriptions/}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Return a resource group, creating it if need be.
	 * @param name its name
	 * @return the resource group
	 */
	public SimulatedResourceGroup resourceGroup(String name) {
		SimulatedResourceGroup known = findResourceGroup(name);
		if (known != null) {
			return known;
		}
		SimulatedResourceGroup group = new SimulatedResourceGroup(this.estate, this, name);
		this.estate.change(() -> this.groups.put(AzureEstate.key(name), group));
		return group;
	}

	/**
	 * Find a resource group.
	 * @param name its name, in any case
	 * @return the resource group or {@code null}
	 */
	public @Nullable SimulatedResourceGroup findResourceGroup(String name) {
		return this.estate.read(() -> this.groups.get(AzureEstate.key(name)));
	}

	/**
	 * Return the resource groups.
	 * @return a copy, oldest first
	 */
	public List<SimulatedResourceGroup> resourceGroups() {
		return this.estate.read(() -> new ArrayList<>(this.groups.values()));
	}

}
