package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import org.jspecify.annotations.Nullable;

/**
 * What all inventories share.
 *
 * @param statusInterval how often Compute is asked
 * @param refreshInterval how often membership is asked, the spread of newcomers
 * @param confirmations for how many answers a missing network interface is kept
 * @param publicAddresses whether public addresses are listed
 * @param time the clock
 * @param random spreads the clients
 * @param remembered tells whether a scale set is Flexible, as far as instances of it are
 * known already
 */
public record InventoryOptions(Duration statusInterval, Duration refreshInterval, int confirmations,
		boolean publicAddresses, InstantSource time, RandomGenerator random,
		Function<AzureResourceId, @Nullable Boolean> remembered) {

	StatusSchedule cadence() {
		return new StatusSchedule(this.statusInterval, this.refreshInterval, this.random);
	}

}
