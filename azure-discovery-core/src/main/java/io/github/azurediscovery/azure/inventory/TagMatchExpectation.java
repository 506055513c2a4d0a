package io.github.azurediscovery.azure.inventory;

/** Whether a lookup will find a VM, which decides when Compute is first queried. */
public enum TagMatchExpectation {

	/** Some VM matches: query Compute in parallel with the first lists. */
	CERTAIN,

	/** Perhaps no VM matches: do not query Compute before one does. */
	POSSIBLE

}
