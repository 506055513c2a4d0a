package io.github.azurediscovery.azure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What all inventories share.
 *
 * @param statusInterval how often Compute is asked
 * @param refreshInterval how often membership is asked, the spread of newcomers
 * @param confirmations for how many answers a missing network interface is kept
 * @param publicAddresses whether public addresses are listed
 * @param time the clock
 * @param random spreads the clients
 */
record InventorySettings(Duration statusInterval, Duration refreshInterval, int confirmations, boolean publicAddresses,
		InstantSource time, RandomGenerator random) {

	Cadence cadence() {
		return new Cadence(this.statusInterval, this.refreshInterval, this.random);
	}

}
