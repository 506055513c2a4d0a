package io.github.azurediscovery.azure.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.MetadataLookup;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Who this VM is, asked for no more often than is of use: where nothing listens, again
 * and again with a growing pause, so that a VM whose network is late finds itself soon
 * and a laptop pays next to nothing; where the metadata service fails, once for the
 * sources of a round; where it has answered, when its client finds that long ago, and on
 * demand. Thread-safe; no lock is held while the service is asked.
 */
final class LocalVmMetadata {

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

	private final @Nullable ImdsClient imds;

	private final boolean certain;

	private final InstantSource time;

	private @Nullable MetadataLookup last;

	private Instant asked = Instant.MIN;

	private Duration pause = FIRST_PAUSE;

	/**
	 * Create the metadata of this VM.
	 * @param imds the client, or {@code null} where instance metadata is switched off
	 * @param certain whether this is known to be an Azure VM
	 * @param time tells the time
	 */
	LocalVmMetadata(@Nullable ImdsClient imds, boolean certain, InstantSource time) {
		this.imds = imds;
		this.certain = certain;
		this.time = time;
	}

	/** Whether instance metadata is asked at all. */
	boolean isEnabled() {
		return this.imds != null;
	}

	/** Return who this VM is as far as that was found out before. Never blocks. */
	@Nullable InstanceMetadata known() {
		return (this.imds != null) ? this.imds.known() : null;
	}

	/**
	 * Find out who this VM is. May block for some seconds.
	 * @param onDemand whether to ask again unless that has just been done
	 * @return this VM, or {@code null} if this is not Azure
	 * @throws ArmAccessException if the metadata service fails
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	@Nullable InstanceMetadata find(boolean onDemand) throws ArmAccessException, InterruptedException {
		if (this.imds == null) {
			return null;
		}
		if (known() != null) {
			return (onDemand ? this.imds.lookup(AFTER_FAILURE) : this.imds.lookup()).metadata();
		}
		MetadataLookup lookup = remembered(onDemand);
		if (lookup == null) {
			lookup = this.imds.lookup();
			remember(lookup);
		}
		if (lookup.failure() != null) {
			throw ArmAccessException.failed(Reason.UNAVAILABLE, lookup.failure());
		}
		if (lookup.absent() && this.certain) {
			throw ArmAccessException.failed(Reason.UNREACHABLE, "Instance metadata cannot be reached, and "
					+ "azure.discovery.imds.enabled=true says that this is an Azure VM");
		}
		return lookup.metadata();
	}

	private synchronized @Nullable MetadataLookup remembered(boolean onDemand) {
		MetadataLookup lookup = this.last;
		if (lookup == null || onDemand) {
			return null;
		}
		Instant now = this.time.instant();
		Instant due = this.asked.plus(lookup.absent() ? this.pause : AFTER_FAILURE);
		boolean waits = !now.isBefore(this.asked) && now.isBefore(due);
		return waits ? lookup : null;
	}

	private synchronized void remember(MetadataLookup lookup) {
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
