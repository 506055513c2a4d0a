package io.github.azurediscovery.azure.inventory;

import java.util.List;
import java.util.function.Function;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/**
 * Tells the mode of a scale set by what lists say that are read anyway, so that a fleet
 * may start without reading the model of its set: VMs that the set manages are those of a
 * Flexible one, and only a Uniform one has a list of network interfaces. Thread-safe.
 */
final class ScaleSetModeDetector {

	private final AzureResourceId set;

	private final ScopeInventory inventory;

	private final Function<AzureResourceId, @Nullable Boolean> remembered;

	ScaleSetModeDetector(AzureResourceId set, ScopeInventory inventory,
			Function<AzureResourceId, @Nullable Boolean> remembered) {
		this.set = set;
		this.inventory = inventory;
		this.remembered = remembered;
	}

	/**
	 * Return what can be presumed of the set, {@code null} if nothing speaks for either
	 * mode.
	 * @param nics lists the network interfaces of the set
	 */
	@Nullable ScaleSetModel presumed(RefreshRound round, RequestCounter tally, NicList nics) throws InterruptedException {
		if (isManaging(round, tally)) {
			return ScaleSetModel.presumed(this.set, true);
		}
		Boolean flexible = this.remembered.apply(this.set);
		if (flexible != null) {
			return ScaleSetModel.presumed(this.set, flexible);
		}
		return isUniform(nics) ? ScaleSetModel.presumed(this.set, false) : null;
	}

	private boolean isManaging(RefreshRound round, RequestCounter tally) throws InterruptedException {
		try {
			return this.inventory.isManaging(this.set, round, tally);
		}
		catch (ArmAccessException ex) {
			return false;
		}
	}

	/** Whether the list that only Uniform sets have shows anything. */
	boolean isUniform(NicList nics) throws InterruptedException {
		try {
			return !nics.list().isEmpty();
		}
		catch (ArmAccessException ex) {
			return false;
		}
	}

	/** The network interfaces of a set, asked as those of a Uniform one. */
	interface NicList {

		List<Nic> list() throws ArmAccessException, InterruptedException;

	}

}
