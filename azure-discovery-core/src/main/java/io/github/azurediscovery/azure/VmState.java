package io.github.azurediscovery.azure;

import org.jspecify.annotations.Nullable;

/**
 * What Compute says about the state of a VM. What is {@code null} was not told.
 *
 * @param power the power state, lower case, without its prefix
 * @param provisioning the state of the last operation, lower case
 * @param health the word of the Application Health extension, lower case, without its
 * prefix
 */
record VmState(@Nullable String power, @Nullable String provisioning, @Nullable String health) {

	/** This state, completed from an older or another one of the same VM. */
	VmState completedBy(VmState other) {
		return new VmState((this.power != null) ? this.power : other.power,
				(this.provisioning != null) ? this.provisioning : other.provisioning,
				(this.health != null) ? this.health : other.health);
	}

}
