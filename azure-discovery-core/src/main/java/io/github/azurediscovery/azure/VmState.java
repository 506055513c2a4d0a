package io.github.azurediscovery.azure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What Compute says about the state of a VM. What is {@code null} was not told.
 *
 * @param power the power state, lower case, without its prefix
 * @param provisioning the state of the last operation, lower case
 * @param health the word of the Application Health extension, lower case, without its
 * prefix
 * @param standby whether it waits in the standby pool of a scale set; not told of a VM
 * that no pool has made (<a href=
 * "https://learn.microsoft.com/azure/virtual-machine-scale-sets/standby-pools-get-details">Get
 * standby pool and instance details</a>)
 */
record VmState(@Nullable String power, @Nullable String provisioning, @Nullable String health,
		@Nullable Boolean standby) {

	static final String DELETING = "deleting";

	private static final Set<String> BACK = Set.of("succeeded", "updating");

	/**
	 * This state, seen in the light of the one before. A deletion that fails is tried
	 * again, for which the VM alternates between deleting and failed (<a href=
	 * "https://learn.microsoft.com/azure/virtual-machine-scale-sets/resilient-vm-create-delete">Resilient
	 * create and delete for Virtual Machine Scale Sets</a>): it is over only when another
	 * operation goes on or has succeeded.
	 */
	VmState after(VmState before) {
		boolean deleting = DELETING.equals(before.provisioning)
				&& (this.provisioning == null || !BACK.contains(this.provisioning));
		return deleting ? new VmState(this.power, DELETING, this.health, this.standby) : this;
	}

	/** This state, completed from an older or another one of the same VM. */
	VmState completedBy(VmState other) {
		return new VmState((this.power != null) ? this.power : other.power,
				(this.provisioning != null) ? this.provisioning : other.provisioning,
				(this.health != null) ? this.health : other.health,
				(this.standby != null) ? this.standby : other.standby);
	}

}
