package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

import io.github.azurediscovery.fleet.store.FleetHead;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.FleetStoreException;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.fleet.store.StoredHead;

/**
 * Writes the heads of one term, each with the next number, under the lease. Called by one
 * thread.
 */
final class HeadWriter {

	private final FleetStore store;

	private final SeatLease lease;

	private final InstantSource clock;

	private FleetHead next;

	private HeadWriter(FleetStore store, SeatLease lease, InstantSource clock, FleetHead next) {
		this.store = store;
		this.lease = lease;
		this.clock = clock;
		this.next = next;
	}

	/**
	 * Begin a term. Writes nothing yet.
	 * @param store the store
	 * @param lease the lease of the new poller
	 * @param before the head of the poller before
	 * @param highestTerm the highest term that this process has seen
	 * @param clock the clock of the new poller, by which the instances are as old as they
	 * were by the clock of the one before
	 * @param poller introduces the new poller
	 */
	static HeadWriter begin(FleetStore store, SeatLease lease, StoredHead before, long highestTerm, InstantSource clock,
			UnaryOperator<FleetHead.Builder> poller) {
		Duration age = before.age();
		Instant asOf = (age != null) ? clock.instant().minus(age) : null;
		FleetHead.Builder first = before.head()
			.toBuilder()
			.term(Math.max(before.head().term(), highestTerm) + 1)
			.asOf(asOf)
			.error(null)
			.resigned(false);
		return new HeadWriter(store, lease, clock, poller.apply(first).build());
	}

	/**
	 * Write the next head.
	 * @param change what differs from the head before
	 * @return the head
	 * @throws FleetStoreException of kind {@code PRECONDITION} or {@code CONFLICT} if the
	 * seat is lost
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	FleetHead write(UnaryOperator<FleetHead.Builder> change) throws FleetStoreException, InterruptedException {
		if (!this.lease.isTrusted()) {
			throw new FleetStoreException(Kind.PRECONDITION, "the lease was not renewed in time", null);
		}
		FleetHead head = change.apply(this.next.toBuilder().seq(this.next.seq() + 1).written(this.clock.instant()))
			.build();
		this.next = head;
		this.store.writeHead(head, this.lease.id());
		return head;
	}

	/** Return the head that was written last, or was to be. */
	FleetHead last() {
		return this.next;
	}

}
