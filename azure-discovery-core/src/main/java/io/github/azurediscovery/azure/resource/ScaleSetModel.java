package io.github.azurediscovery.azure.resource;

/**
 * The properties of a scale set that discovery needs.
 *
 * @param id the resource id
 * @param mode the orchestration mode
 * @param overprovision whether the set may start more VMs than it keeps
 * @param healthStates the states that its Application Health extension reports
 * @param tags its tags when the model was read
 * @param presumed whether the model was not read, so that only the mode is known
 */
public record ScaleSetModel(AzureResourceId id, ScaleSetMode mode, boolean overprovision, HealthStates healthStates,
		ResourceTags tags, boolean presumed) {

	/** Create a model as it was read. */
	public ScaleSetModel(AzureResourceId id, ScaleSetMode mode, boolean overprovision, HealthStates healthStates,
			ResourceTags tags) {
		this(id, mode, overprovision, healthStates, tags, false);
	}

	/** Return the model of a set whose mode is known from other lists. */
	public static ScaleSetModel presumed(AzureResourceId id, ScaleSetMode mode) {
		return new ScaleSetModel(id, mode, true, HealthStates.BINARY, ResourceTags.NONE, true);
	}

	public boolean isFlexible() {
		return this.mode == ScaleSetMode.FLEXIBLE;
	}

}
