package io.github.azurediscovery.azure.resource;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The state of a VM that Compute reports; {@code null} means not reported. Azure retries
 * failed creations and deletions, so the latest state alone can mislead (<a href=
 * "https://learn.microsoft.com/azure/virtual-machine-scale-sets/resilient-vm-create-delete">Resilient
 * create and delete for Virtual Machine Scale Sets</a>).
 *
 * @param power the power state, lower case, without its prefix
 * @param provisioning the state of the last operation, lower case
 * @param health the state that the Application Health extension reports, lower case,
 * without its prefix
 * @param standby whether it is in the standby pool of a scale set; not reported for a VM
 * that no pool created (<a href=
 * "https://learn.microsoft.com/azure/virtual-machine-scale-sets/standby-pools-get-details">Get
 * standby pool and instance details</a>)
 * @param wasUp whether it has been up before
 */
public record VmReportedState(@Nullable String power, @Nullable String provisioning, @Nullable String health,
		@Nullable Boolean standby, boolean wasUp) {

	public static final String DELETING = "deleting";

	public static final String RUNNING = "running";

	private static final String CREATING = "creating";

	private static final String SUCCEEDED = "succeeded";

	/** The states that show that a deletion was abandoned. */
	private static final Set<String> KEPT = Set.of(SUCCEEDED, "updating");

	public VmReportedState(@Nullable String power, @Nullable String provisioning, @Nullable String health,
			@Nullable Boolean standby) {
		this(power, provisioning, health, standby, false);
	}

	/**
	 * Return this state in the light of the previous one: between two attempts at a
	 * deletion, Azure reports the VM as failed, but it is still being deleted.
	 */
	VmReportedState after(VmReportedState before) {
		boolean deleting = DELETING.equals(before.provisioning)
				&& (this.provisioning == null || !KEPT.contains(this.provisioning));
		return new VmReportedState(this.power, deleting ? DELETING : this.provisioning, this.health, this.standby,
				this.wasUp || before.wasUp || before.up());
	}

	private boolean up() {
		return RUNNING.equals(this.power) || SUCCEEDED.equals(this.provisioning);
	}

	/**
	 * Return whether the VM is being created. Without a power state, this holds only for
	 * a VM that has never been up, so that missing data removes no member.
	 */
	public boolean beingCreated() {
		boolean powerKnown = this.power != null && !this.power.equals("unknown");
		return CREATING.equals(this.provisioning) && !RUNNING.equals(this.power) && (powerKnown || !this.wasUp);
	}

	public boolean inStandbyPool() {
		return Boolean.TRUE.equals(this.standby);
	}

	/** Return this state, completed by another one of the same VM. */
	VmReportedState completedBy(VmReportedState other) {
		return new VmReportedState((this.power != null) ? this.power : other.power,
				(this.provisioning != null) ? this.provisioning : other.provisioning,
				(this.health != null) ? this.health : other.health,
				(this.standby != null) ? this.standby : other.standby, this.wasUp || other.wasUp);
	}

}
