package io.github.azurediscovery.azure.source;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import org.jspecify.annotations.Nullable;

/** Expands the settings into scopes: every subscription with every resource group. */
final class ScopeExpander {

	private ScopeExpander() {
	}

	static List<ConfiguredScope> of(ScopeSettings settings) {
		return of(settings.subscriptions(), settings.resourceGroups());
	}

	/** Return the scopes of one service, which may override subscription and group. */
	static List<ConfiguredScope> of(ScopeSettings settings, AzureServiceDefinition lookup) {
		if (lookup.selector() instanceof AzureServiceDefinition.ScaleSet set) {
			if (set.isSelf()) {
				return List.of(new ConfiguredScope(null, null, ""));
			}
			if (set.isResourceId()) {
				return List.of(placed(lookup.service(), set.reference()));
			}
		}
		String subscription = lookup.subscription();
		String group = lookup.resourceGroup();
		return of((subscription != null) ? List.of(subscription) : settings.subscriptions(),
				(group != null) ? List.of(group) : settings.resourceGroups());
	}

	private static ConfiguredScope placed(String service, String reference) {
		AzureResourceId id = AzureResourceId.orNull(reference);
		if (id == null || id.scaleSet() == null || id.group().isEmpty()) {
			throw new IllegalArgumentException("azure.discovery.services." + service + ".scale-set=" + reference
					+ " is not the resource id of a scale set: /subscriptions/…/resourceGroups/…/providers/"
					+ "Microsoft.Compute/virtualMachineScaleSets/…");
		}
		return new ConfiguredScope(id.subscription(), id.group(), "");
	}

	private static List<ConfiguredScope> of(List<String> subscriptions, List<String> groups) {
		List<ConfiguredScope> scopes = new ArrayList<>();
		for (int s = 0; s < Math.max(1, subscriptions.size()); s++) {
			for (int g = 0; g < Math.max(1, groups.size()); g++) {
				String subscription = at(subscriptions, s);
				String group = at(groups, g);
				scopes.add(new ConfiguredScope(subscription, group,
						label((subscriptions.size() > 1) ? subscription : null, (groups.size() > 1) ? group : null)));
			}
		}
		return scopes;
	}

	private static @Nullable String at(List<String> items, int index) {
		return items.isEmpty() ? null : items.get(index);
	}

	private static String label(@Nullable String subscription, @Nullable String group) {
		if (subscription == null) {
			return (group != null) ? "@" + group : "";
		}
		return "@" + subscription + ((group != null) ? "/" + group : "");
	}

}
