package io.github.azurediscovery.azure.inventory;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/** Provides the inventory of any scope, and the metadata of this VM, to lookups. */
public interface InventoryProvider {

	/**
	 * Return the inventory of a scope, over a connection that has an access token.
	 */
	ScopeInventory inventory(ResourceListScope scope) throws ArmAccessException, InterruptedException;

	/**
	 * Return the metadata of this VM, {@code null} off Azure. May block for some seconds;
	 * fails if the metadata service fails.
	 */
	@Nullable InstanceMetadata localVm(RefreshRound round) throws ArmAccessException, InterruptedException;

}
