package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ScaleSetMode;
import org.jspecify.annotations.Nullable;

/**
 * The options that all inventories share.
 *
 * @param statusInterval the time between two queries of Compute
 * @param refreshInterval the time between two refreshes, over which clients spread their
 * queries about new VMs
 * @param confirmations for how many responses a missing network interface or VM is kept
 * @param publicAddresses whether public addresses are listed
 * @param time the clock
 * @param random spreads the clients
 * @param knownModes returns the mode of a scale set of which instances are known already,
 * {@code null} for others
 */
public record InventoryOptions(Duration statusInterval, Duration refreshInterval, int confirmations,
		boolean publicAddresses, InstantSource time, RandomGenerator random,
		Function<AzureResourceId, @Nullable ScaleSetMode> knownModes) {

	PowerStateSchedule newSchedule() {
		return new PowerStateSchedule(this.statusInterval, this.refreshInterval, this.random);
	}

}
