package io.github.azurediscovery.fleet;

import org.jspecify.annotations.Nullable;

/**
 * One tenure of the poller's seat, as the poller sees it.
 *
 * @param settings how this application takes part
 * @param name what others call it
 * @param version the version of this library
 * @param lease the lease of the seat
 * @param reader the reader of this member
 * @param threads the threads of the election, and the time
 * @param office what the poller tells
 */
record FleetTenure(FleetSettings settings, String name, String version, SeatLease lease, HeadReader reader,
		FleetThreads threads, PollerOffice office) {

	void wrote(boolean news) {
		this.office.wrote(news);
	}

	void lost(@Nullable String reason) {
		this.office.lost(this.lease, reason);
	}

	void resign(String reason) {
		this.office.resign(reason);
	}

	/** What the poller tells the member that it belongs to. */
	interface PollerOffice {

		/**
		 * A head was written.
		 * @param news whether its content is another than before, or the first of this
		 * poller
		 */
		void wrote(boolean news);

		/**
		 * The store says that the seat is another's.
		 * @param lease the lease that was lost
		 * @param reason what the store said
		 */
		void lost(SeatLease lease, @Nullable String reason);

		/**
		 * This poller cannot ask Azure, and another may.
		 * @param reason why
		 */
		void resign(String reason);

	}

}
