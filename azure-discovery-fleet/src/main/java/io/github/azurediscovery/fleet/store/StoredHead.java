package io.github.azurediscovery.fleet.store;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The head as the store has it, with what only the store knows.
 *
 * @param head the head
 * @param etag changes with every write of the head, and only then
 * @param lease the state of the lease, at {@code date}
 * @param date when the store answered, by its own clock
 * @param lastModified when the head was written, by the store's clock
 */
public record StoredHead(FleetHead head, String etag, HeadLeaseState lease, Instant date, Instant lastModified) {

	/**
	 * Return how old the instances of the head were when the store answered. Each
	 * difference is taken on one clock: that of the poller between Azure's answer and the
	 * write, that of the store since. So a wrong clock anywhere moves nothing. Right
	 * within a second or two, since the store's dates have whole seconds.
	 * @return the age, never negative; {@code null} while no round has succeeded
	 */
	public @Nullable Duration age() {
		Instant asOf = this.head.asOf();
		return (asOf != null) ? between(asOf, this.head.written()).plus(timeSinceWritten()) : null;
	}

	/** Return how long ago the head was written, by the store's clock. */
	public Duration timeSinceWritten() {
		return between(this.lastModified, this.date);
	}

	private static Duration between(Instant earlier, Instant later) {
		return earlier.isBefore(later) ? Duration.between(earlier, later) : Duration.ZERO;
	}

}
