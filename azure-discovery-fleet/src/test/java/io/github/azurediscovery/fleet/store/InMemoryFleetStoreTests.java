package io.github.azurediscovery.fleet.store;

import java.time.Duration;

/** The contract with the store of one process. */
class InMemoryFleetStoreTests extends FleetStoreContract {

	private final SteppedTime time = new SteppedTime();

	@Override
	protected FleetStore open() {
		return new InMemoryFleetStore(this.time);
	}

	@Override
	protected void pass(Duration duration) {
		this.time.pass(duration);
	}

}
