package io.github.azurediscovery.azure;

import java.time.Duration;
import java.time.Instant;

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

	/**
	 * When a source should ask again at the earliest, because the reads that Azure
	 * Resource Manager allows are nearly used up; {@code null} if they are not.
	 * @param interval how often the source is asked, {@code null} for the default
	 */
	@Nullable Instant nextRefresh(Place place, @Nullable Duration interval) throws ListException;

	/** Decides about VMs for a source. */
	Admission admission(String source);

}
