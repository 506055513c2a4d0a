package io.github.azurediscovery.azure;

import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.source.Round;
import org.jspecify.annotations.Nullable;

/** Provides the inventory of any scope, and the metadata of this VM, to lookups. */
interface InventoryProvider {

	/**
	 * Return the inventory of a scope, over a connection that has an access token.
	 */
	Inventory inventory(Place place) throws ListException, InterruptedException;

	/**
	 * Return the metadata of this VM, {@code null} off Azure. May block for some seconds;
	 * fails if the metadata service fails.
	 */
	@Nullable InstanceMetadata localVm(Round round) throws ListException, InterruptedException;

}
