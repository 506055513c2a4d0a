package io.github.azurediscovery.health.maintenance;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.imds.InstanceMetadata;

import org.jspecify.annotations.Nullable;

/**
 * The scope of the names in scheduled events: the scale set of this VM, or its resource
 * group if it is in none. Azure shows a VM no events of other scopes.
 *
 * @param resourceGroup this VM's resource group
 * @param scaleSet this VM's scale set, or {@code null}
 */
public record MaintenanceEventScope(String resourceGroup, @Nullable String scaleSet) {

	public static MaintenanceEventScope of(InstanceMetadata self) {
		return new MaintenanceEventScope(self.resourceGroup(),
				(self.scaleSet() != null) ? self.scaleSet().name() : null);
	}

	boolean holds(Instance instance) {
		return this.resourceGroup.equalsIgnoreCase(instance.resourceGroup()) && ((this.scaleSet != null)
				? this.scaleSet.equalsIgnoreCase(instance.scaleSet()) : instance.scaleSet() == null);
	}

}
