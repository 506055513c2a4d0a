package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.FleetStoreException;
import io.github.azurediscovery.fleet.store.LeaseId;

/**
 * One tenure of the poller's seat: a lease of an id of its own, and when its last renewal
 * began. It trusts itself for less long than the store does, by the time that has passed
 * here. Thread-safe.
 */
final class SeatLease {

	/** So much earlier than the store does it take the lease for lost. */
	private static final Duration MARGIN = Duration.ofSeconds(5);

	private final FleetStore store;

	private final LeaseId id = LeaseId.fresh();

	private final Duration duration;

	private final LongSupplier nanoTime;

	private volatile long renewalBegan;

	SeatLease(FleetStore store, Duration duration, LongSupplier nanoTime) {
		this.store = store;
		this.duration = duration;
		this.nanoTime = nanoTime;
	}

	/** Take the seat. */
	void acquire() throws FleetStoreException, InterruptedException {
		long began = this.nanoTime.getAsLong();
		this.store.acquireLease(this.id, this.duration);
		this.renewalBegan = began;
	}

	/** Keep the seat. */
	void renew() throws FleetStoreException, InterruptedException {
		long began = this.nanoTime.getAsLong();
		this.store.renewLease(this.id);
		this.renewalBegan = began;
	}

	/** Give the seat up. */
	void release() throws FleetStoreException, InterruptedException {
		this.store.releaseLease(this.id);
	}

	/** Return the id, which every write needs. */
	LeaseId id() {
		return this.id;
	}

	/** Return how often to renew. */
	Duration renewalInterval() {
		return this.duration.dividedBy(3);
	}

	/** Return for how long it may still be taken for granted, negative if no longer. */
	Duration remaining() {
		return this.duration.minus(MARGIN).minusNanos(this.nanoTime.getAsLong() - this.renewalBegan);
	}

	/** Return whether the seat may be taken for granted. */
	boolean isTrusted() {
		return !remaining().isNegative();
	}

}
