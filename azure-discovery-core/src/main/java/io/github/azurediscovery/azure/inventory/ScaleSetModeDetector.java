package io.github.azurediscovery.azure.inventory;

import java.util.List;
import java.util.function.Function;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ScaleSetMode;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/**
 * Detects the mode of a scale set from lists that are read anyway, so that many clients
 * can start at once without reading the model: only a Flexible set manages listed VMs,
 * and only a Uniform set has a list of network interfaces. Thread-safe.
 */
final class ScaleSetModeDetector {

	private final AzureResourceId set;

	private final ScopeInventory inventory;

	private final Function<AzureResourceId, @Nullable ScaleSetMode> knownModes;

	ScaleSetModeDetector(AzureResourceId set, ScopeInventory inventory,
			Function<AzureResourceId, @Nullable ScaleSetMode> knownModes) {
		this.set = set;
		this.inventory = inventory;
		this.knownModes = knownModes;
	}

	/**
	 * Return the presumed model of the set, {@code null} if nothing indicates its mode.
	 * @param nics lists the network interfaces of the set
	 */
	@Nullable ScaleSetModel presumed(RefreshRound round, ArmRequestCounter counter, NicList nics) throws InterruptedException {
		if (isManaging(round, counter)) {
			return ScaleSetModel.presumed(this.set, ScaleSetMode.FLEXIBLE);
		}
		ScaleSetMode known = this.knownModes.apply(this.set);
		if (known != null) {
			return ScaleSetModel.presumed(this.set, known);
		}
		return isUniform(nics) ? ScaleSetModel.presumed(this.set, ScaleSetMode.UNIFORM) : null;
	}

	private boolean isManaging(RefreshRound round, ArmRequestCounter counter) throws InterruptedException {
		try {
			return this.inventory.isManaging(this.set, round, counter);
		}
		catch (ArmAccessException ex) {
			return false;
		}
	}

	/** Return whether the list that only Uniform sets have is not empty. */
	boolean isUniform(NicList nics) throws InterruptedException {
		try {
			return !nics.list().isEmpty();
		}
		catch (ArmAccessException ex) {
			return false;
		}
	}

	/** Lists the network interfaces of a set as those of a Uniform set. */
	interface NicList {

		List<Nic> list() throws ArmAccessException, InterruptedException;

	}

}
