package io.github.azurediscovery.fleet.store;

/** The state of the lease on the head, as each answer with the head tells it. */
public enum HeadLeaseState {

	/** It is free: never acquired, or released. */
	AVAILABLE(true),
	/** It is held. */
	LEASED(false),
	/** It ran out: a candidate may acquire it, unless its last holder renews it first. */
	EXPIRED(true),
	/** An operator broke it, and it still holds for a moment. */
	BREAKING(false),
	/** An operator broke it. */
	BROKEN(true);

	private final boolean free;

	HeadLeaseState(boolean free) {
		this.free = free;
	}

	/** Return whether a candidate may acquire it now. */
	public boolean isFree() {
		return this.free;
	}

}
