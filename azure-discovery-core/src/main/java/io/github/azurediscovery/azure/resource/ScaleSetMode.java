package io.github.azurediscovery.azure.resource;

/** The orchestration mode of a scale set. */
public enum ScaleSetMode {

	/** Its instances are ordinary VMs, which also appear in the lists of VMs. */
	FLEXIBLE,

	/** Its instances exist only below the set, and only in its own lists. */
	UNIFORM

}
