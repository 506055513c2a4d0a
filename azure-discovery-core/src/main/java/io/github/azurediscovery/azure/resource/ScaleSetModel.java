package io.github.azurediscovery.azure.resource;

/**
 * What has to be known of a scale set beside its VMs.
 *
 * @param id the resource id
 * @param flexible whether its VMs are ordinary VMs; the other mode is Uniform
 * @param overprovision whether it may start more VMs than it keeps
 * @param richHealth whether its Application Health extension tells more than healthy and
 * unhealthy (version 2)
 * @param tags its tags when it was read
 * @param presumed whether it was not read, and only the mode is known
 */
public record ScaleSetModel(AzureResourceId id, boolean flexible, boolean overprovision, boolean richHealth,
		ResourceTags tags, boolean presumed) {

	/** A set of which other lists tell the mode: nothing is taken for settled. */
	public static ScaleSetModel presumed(AzureResourceId id, boolean flexible) {
		return new ScaleSetModel(id, flexible, true, false, ResourceTags.NONE, true);
	}

}
