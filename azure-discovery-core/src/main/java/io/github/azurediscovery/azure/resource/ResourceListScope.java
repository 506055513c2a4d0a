package io.github.azurediscovery.azure.resource;

import org.jspecify.annotations.Nullable;

/**
 * The scope of one inventory: a resource group or a whole subscription.
 *
 * @param subscription the subscription
 * @param group the resource group, {@code null} for the whole subscription
 */
public record ResourceListScope(String subscription, @Nullable String group) {

	/** Return whether a resource is in this scope. */
	public boolean covers(AzureResourceId id) {
		return id.subscription().equalsIgnoreCase(this.subscription)
				&& (this.group == null || id.group().equalsIgnoreCase(this.group));
	}

	@Override
	public String toString() {
		return "/subscriptions/" + this.subscription + ((this.group != null) ? "/resourceGroups/" + this.group : "");
	}

}
