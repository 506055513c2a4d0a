package io.github.azurediscovery.azure.resource;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What Compute says about the state of a VM. What is {@code null} was not told. Creations
 * and deletions that fail are tried again, so that the last word alone may mislead
 * (<a href=
 * "https://learn.microsoft.com/azure/virtual-machine-scale-sets/resilient-vm-create-delete">Resilient
 * create and delete for Virtual Machine Scale Sets</a>).
 *
 * @param power the power state, lower case, without its prefix
 * @param provisioning the state of the last operation, lower case
 * @param health the word of the Application Health extension, lower case, without its
 * prefix
 * @param standby whether it waits in the standby pool of a scale set; not told of a VM
 * that no pool has made (<a href=
 * "https://learn.microsoft.com/azure/virtual-machine-scale-sets/standby-pools-get-details">Get
 * standby pool and instance details</a>)
 * @param wasUp whether it was seen up before
 */
public record VmState(@Nullable String power, @Nullable String provisioning, @Nullable String health,
		@Nullable Boolean standby, boolean wasUp) {

	public static final String DELETING = "deleting";

	public static final String RUNNING = "running";

	private static final String CREATING = "creating";

	private static final String SUCCEEDED = "succeeded";

	/** What puts an end to a deletion: the VM was kept. */
	private static final Set<String> KEPT = Set.of(SUCCEEDED, "updating");

	public VmState(@Nullable String power, @Nullable String provisioning, @Nullable String health,
			@Nullable Boolean standby) {
		this(power, provisioning, health, standby, false);
	}

	/**
	 * This state, seen in the light of the one before: a deletion goes on between two
	 * tries, while the VM is said to have failed.
	 */
	VmState after(VmState before) {
		boolean deleting = DELETING.equals(before.provisioning)
				&& (this.provisioning == null || !KEPT.contains(this.provisioning));
		return new VmState(this.power, deleting ? DELETING : this.provisioning, this.health, this.standby,
				this.wasUp || before.wasUp || before.up());
	}

	private boolean up() {
		return RUNNING.equals(this.power) || SUCCEEDED.equals(this.provisioning);
	}

	/**
	 * Whether it is on its way. While no power state is told, only a VM that was never
	 * seen up is: what is unknown takes no member away.
	 */
	public boolean beingCreated() {
		boolean powerKnown = this.power != null && !this.power.equals("unknown");
		return CREATING.equals(this.provisioning) && !RUNNING.equals(this.power) && (powerKnown || !this.wasUp);
	}

	public boolean inStandbyPool() {
		return Boolean.TRUE.equals(this.standby);
	}

	/** This state, completed from an older or another one of the same VM. */
	VmState completedBy(VmState other) {
		return new VmState((this.power != null) ? this.power : other.power,
				(this.provisioning != null) ? this.provisioning : other.provisioning,
				(this.health != null) ? this.health : other.health,
				(this.standby != null) ? this.standby : other.standby, this.wasUp || other.wasUp);
	}

}
