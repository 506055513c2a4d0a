package io.github.azurediscovery.azure;

import org.jspecify.annotations.Nullable;

import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.source.Round;

/** What the sources share: who we are, where we are, and the inventories. */
interface Azure {

	/**
	 * This VM by its metadata, {@code null} off Azure. May block for some seconds; fails
	 * where the metadata service does.
	 */
	@Nullable InstanceMetadata metadata(Round round) throws ListException, InterruptedException;

	/**
	 * Where a scope is, {@code null} if nothing is configured and this is not Azure.
	 */
	@Nullable Place place(Scope scope, Round round) throws ListException, InterruptedException;

	/**
	 * Whether instances of a source are known, from an answer or from a snapshot file.
	 */
	boolean knows(String source);

	/** The inventory of a place, with a token at hand. */
	Inventory inventory(Place place) throws ListException, InterruptedException;

	/** Decides about VMs for a source. */
	Admission admission(String source);

}
