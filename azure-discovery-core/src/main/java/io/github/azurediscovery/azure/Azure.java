package io.github.azurediscovery.azure;

import org.jspecify.annotations.Nullable;

import io.github.azurediscovery.imds.InstanceMetadata;

/** What the sources share: who we are, where we are, and the inventories. */
interface Azure {

	/** This VM by its metadata, {@code null} off Azure. May block for a second. */
	@Nullable InstanceMetadata metadata();

	/**
	 * Where a scope is, {@code null} if nobody asked for anything and this is not Azure.
	 */
	@Nullable Place place(Scope scope) throws ListException;

	/** The inventory of a place, with a token at hand. */
	Inventory inventory(Place place) throws ListException, InterruptedException;

	/** Decides about VMs for a source. */
	Admission admission(String source);

}
