package io.github.azurediscovery.sink;

/** How much of a sink to compare with the desired state. */
public enum ApplyMode {

	/** Something changed in the desired state: sending that is enough. */
	CHANGES,

	/**
	 * From time to time, after the sink may have lost what it held, and while a source
	 * has not answered yet: compare everything. What a person changed in the sink on
	 * purpose, such as draining a server, stays; what is wrong, such as an address, is
	 * put right.
	 */
	RECONCILE,

	/**
	 * At the start and on demand: compare everything, and take back what a person
	 * changed.
	 */
	FULL;

	/**
	 * Return the mode that does the work of both.
	 * @param other another mode
	 * @return the wider one
	 */
	public ApplyMode or(ApplyMode other) {
		return (compareTo(other) >= 0) ? this : other;
	}

}
