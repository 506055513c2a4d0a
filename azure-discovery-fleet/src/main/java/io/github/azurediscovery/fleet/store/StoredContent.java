package io.github.azurediscovery.fleet.store;

import java.time.Duration;
import java.time.Instant;

/**
 * A content as the store lists it.
 *
 * @param sha256 the hash that names it
 * @param etag changes whenever it is written again
 * @param bytes how large it is, packed
 * @param lastModified when it was written, by the store's clock
 * @param date when the store answered, by its own clock
 */
public record StoredContent(String sha256, String etag, long bytes, Instant lastModified, Instant date) {

	/** Return how long ago it was written, by the store's clock; never negative. */
	public Duration age() {
		return this.lastModified.isBefore(this.date) ? Duration.between(this.lastModified, this.date) : Duration.ZERO;
	}

}
