package io.github.azurediscovery.azure.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.InstanceMetadataLookup;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of this VM, queried no more often than useful. If nothing listens, with a
 * growing pause, so that a VM whose network comes up late is recognized soon and a laptop
 * pays next to nothing. If the metadata service fails, once for all sources of a round.
 * Once known, when the client considers it outdated, and on demand. Thread-safe; holds no
 * lock during a query.
 */
final class LocalVmMetadata {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

	private final @Nullable ImdsClient imds;

	private final boolean certain;

	private final InstantSource time;

	private @Nullable InstanceMetadataLookup last;

	private Instant asked = Instant.MIN;

	private Duration pause = FIRST_PAUSE;

	/**
	 * Create the metadata of this VM.
	 * @param imds the client, or {@code null} where instance metadata is switched off
	 * @param certain whether this is known to be an Azure VM
	 * @param time the clock
	 */
	LocalVmMetadata(@Nullable ImdsClient imds, boolean certain, InstantSource time) {
		this.imds = imds;
		this.certain = certain;
		this.time = time;
	}

	/** Return whether instance metadata is enabled. */
	boolean isEnabled() {
		return this.imds != null;
	}

	/** Return the metadata if known from before. Never blocks. */
	@Nullable InstanceMetadata known() {
		return (this.imds != null) ? this.imds.known() : null;
	}

	/**
	 * Return the metadata of this VM, queried unless a recent result is known. May block
	 * for some seconds.
	 * @return the metadata, or {@code null} if this is not Azure
	 * @throws ArmAccessException if the metadata service fails
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	@Nullable InstanceMetadata find() throws ArmAccessException, InterruptedException {
		if (this.imds == null) {
			return null;
		}
		if (known() != null) {
			return this.imds.lookup().metadata();
		}
		InstanceMetadataLookup recent = recentLookup();
		return metadata((recent != null) ? recent : query(this.imds));
	}

	/**
	 * Query the metadata of this VM again, unless it was received a moment ago. May block
	 * for some seconds.
	 * @return the metadata, or {@code null} if this is not Azure
	 * @throws ArmAccessException if the metadata service fails
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	@Nullable InstanceMetadata findAgain() throws ArmAccessException, InterruptedException {
		if (this.imds == null) {
			return null;
		}
		return (known() != null) ? this.imds.lookup(AFTER_FAILURE).metadata() : metadata(query(this.imds));
	}

	private InstanceMetadataLookup query(ImdsClient imds) throws InterruptedException {
		InstanceMetadataLookup lookup = imds.lookup();
		remember(lookup);
		return lookup;
	}

	private @Nullable InstanceMetadata metadata(InstanceMetadataLookup lookup) throws ArmAccessException {
		if (lookup.failure() != null) {
			throw ArmAccessException.failed(Reason.UNAVAILABLE, lookup.failure());
		}
		if (lookup.absent() && this.certain) {
			throw ArmAccessException.failed(Reason.UNREACHABLE, "Instance metadata cannot be reached, and "
					+ "azure.discovery.imds.enabled=true says that this is an Azure VM");
		}
		return lookup.metadata();
	}

	private synchronized @Nullable InstanceMetadataLookup recentLookup() {
		InstanceMetadataLookup lookup = this.last;
		if (lookup == null) {
			return null;
		}
		Instant now = this.time.instant();
		Instant due = this.asked.plus(lookup.absent() ? this.pause : AFTER_FAILURE);
		boolean waits = !now.isBefore(this.asked) && now.isBefore(due);
		return waits ? lookup : null;
	}

	private synchronized void remember(InstanceMetadataLookup lookup) {
		if (this.last != null && this.last.absent() && lookup.absent()) {
			Duration longer = this.pause.multipliedBy(2);
			this.pause = (longer.compareTo(LONGEST_PAUSE) < 0) ? longer : LONGEST_PAUSE;
		}
		else {
			this.pause = FIRST_PAUSE;
		}
		this.last = lookup;
		this.asked = this.time.instant();
	}

}
