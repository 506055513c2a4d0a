package io.github.azurediscovery.fleet.store;

import java.util.UUID;

/**
 * Identifies the holder of the lease. An id is used for one candidacy only: then whatever
 * an earlier one left under way is refused by the store.
 *
 * @param value the id as the store knows it
 */
public record LeaseId(UUID value) {

	/** Return an id that no other has. */
	public static LeaseId fresh() {
		return new LeaseId(UUID.randomUUID());
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
