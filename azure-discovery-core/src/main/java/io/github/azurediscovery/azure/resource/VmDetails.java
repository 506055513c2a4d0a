package io.github.azurediscovery.azure.resource;

import org.jspecify.annotations.Nullable;

/**
 * The properties of a VM that Compute reports. Each list reports a part of them;
 * {@code null} means not reported.
 *
 * @param id the resource id
 * @param name the name
 * @param vmId the identity
 * @param region the region
 * @param zone the availability zone
 * @param size the size
 * @param priority {@code Spot} or {@code Regular}
 * @param computerName the host name of the guest
 * @param osType {@code Linux} or {@code Windows}
 * @param scaleSet the scale set it belongs to
 * @param tags its own tags
 * @param nicGroup the resource group of its network interface, where it differs from that
 * of the VM
 * @param state its state
 */
public record VmDetails(AzureResourceId id, @Nullable String name, @Nullable String vmId, @Nullable String region,
		@Nullable String zone, @Nullable String size, @Nullable String priority, @Nullable String computerName,
		@Nullable String osType, @Nullable AzureResourceId scaleSet, @Nullable ResourceTags tags,
		@Nullable String nicGroup, VmReportedState state) {

	/** Return these details, completed by others of the same VM. */
	public VmDetails completedBy(@Nullable VmDetails other) {
		if (other == null) {
			return this;
		}
		return new VmDetails(this.id, first(this.name, other.name), first(this.vmId, other.vmId),
				first(this.region, other.region), first(this.zone, other.zone), first(this.size, other.size),
				first(this.priority, other.priority), first(this.computerName, other.computerName),
				first(this.osType, other.osType), first(this.scaleSet, other.scaleSet), first(this.tags, other.tags),
				first(this.nicGroup, other.nicGroup), this.state.completedBy(other.state));
	}

	/**
	 * Return these details in the light of the previous ones for the same resource id;
	 * the previous object itself if nothing changed.
	 */
	public VmDetails after(@Nullable VmDetails before) {
		if (before == null || another(before)) {
			return this;
		}
		VmDetails after = new VmDetails(this.id, this.name, this.vmId, this.region, this.zone, this.size, this.priority,
				this.computerName, this.osType, this.scaleSet, this.tags, this.nicGroup,
				this.state.after(before.state));
		return after.equals(before) ? before : after;
	}

	/** Return whether the VM is known to be starting. */
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
