package io.github.azurediscovery.fleet;

/** What a candidate does with the seat of the poller. Called by one thread. */
interface PollerSeat {

	/**
	 * The seat is this candidate's.
	 * @param lease the lease that every write needs
	 */
	void taken(SeatLease lease);

	/** The seat is no longer this candidate's, or not known to be: stop at once. */
	void lost();

}
