package io.github.azurediscovery.azure.resource;

import org.jspecify.annotations.Nullable;

/**
 * What Compute says about a VM. Every call tells a part; what is {@code null} was not
 * told.
 *
 * @param id the resource id
 * @param name the name
 * @param vmId the identity
 * @param region the region
 * @param zone the availability zone
 * @param size the size
 * @param priority {@code Spot} or {@code Regular}
 * @param computerName the name the guest was given
 * @param scaleSet the scale set it belongs to
 * @param tags its own tags
 * @param nicGroup the resource group of its network interface, where that is another one
 * @param state its state
 */
public record VmDetails(AzureResourceId id, @Nullable String name, @Nullable String vmId, @Nullable String region,
		@Nullable String zone, @Nullable String size, @Nullable String priority, @Nullable String computerName,
		@Nullable AzureResourceId scaleSet, @Nullable ResourceTags tags, @Nullable String nicGroup, VmState state) {

	/** These details, completed from older or other ones of the same VM. */
	public VmDetails completedBy(@Nullable VmDetails other) {
		if (other == null) {
			return this;
		}
		return new VmDetails(this.id, first(this.name, other.name), first(this.vmId, other.vmId),
				first(this.region, other.region), first(this.zone, other.zone), first(this.size, other.size),
				first(this.priority, other.priority), first(this.computerName, other.computerName),
				first(this.scaleSet, other.scaleSet), first(this.tags, other.tags),
				first(this.nicGroup, other.nicGroup), this.state.completedBy(other.state));
	}

	/**
	 * These details, seen in the light of what was said before of the VM of this id; the
	 * very same object if nothing is new.
	 */
	public VmDetails after(@Nullable VmDetails before) {
		if (before == null || another(before)) {
			return this;
		}
		VmDetails after = new VmDetails(this.id, this.name, this.vmId, this.region, this.zone, this.size, this.priority,
				this.computerName, this.scaleSet, this.tags, this.nicGroup, this.state.after(before.state));
		return after.equals(before) ? before : after;
	}

	/** Whether it may be up any moment, by what is known. */
	public static boolean expected(@Nullable VmDetails vm) {
		return vm != null && vm.state.beingCreated() && !vm.state.inStandbyPool();
	}

	private boolean another(VmDetails before) {
		return this.vmId != null && before.vmId != null && !this.vmId.equalsIgnoreCase(before.vmId);
	}

	private static <T> @Nullable T first(@Nullable T own, @Nullable T other) {
		return (own != null) ? own : other;
	}

}
