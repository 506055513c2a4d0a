package io.github.azurediscovery.refresh;

/** How a refresh handles an answer that lacks many instances. */
public enum RefreshMode {

	/** Hold the missing instances until further answers confirm their absence. */
	GUARDED,
	/** Believe the answer: the missing instances leave at once. */
	UNGUARDED

}
