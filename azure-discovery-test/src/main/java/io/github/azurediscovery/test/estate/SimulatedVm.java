package io.github.azurediscovery.test.estate;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A virtual machine: standalone, or an instance of a scale set.
 */
public final class SimulatedVm {

	private final AzureEstate estate;

	private final SimulatedResourceGroup group;

	private @Nullable SimulatedScaleSet scaleSet;

	private final @Nullable Integer instanceId;

	private final String name;

	private final String location;

	private final UUID vmId;

	private final NicAttachments nics;

	private final MutableTags tags;

	private String computerName;

	private @Nullable String zone;

	private String size = "Standard_D2s_v5";

	private boolean spot;

	private @Nullable String provisioningState = "Succeeded";

	private String resilientDeletion = "Disabled";

	private @Nullable String power = "running";

	private boolean hibernated;

	private @Nullable Boolean standby;

	private @Nullable String health;

	private boolean listed = true;

	private SimulatedVm(AzureEstate estate, SimulatedResourceGroup group, @Nullable SimulatedScaleSet scaleSet,
			@Nullable Integer instanceId, String name) {
		this.estate = estate;
		this.tags = new MutableTags(estate);
		this.nics = new NicAttachments(estate, this);
		this.group = group;
		this.scaleSet = scaleSet;
		this.instanceId = instanceId;
		this.name = name;
		this.computerName = name;
		this.location = group.location();
		this.vmId = estate.newId(id());
	}

	static SimulatedVm standalone(AzureEstate estate, SimulatedResourceGroup group, String name) {
		SimulatedVm vm = new SimulatedVm(estate, group, null, null, name);
		vm.nic(name + "-nic").address(estate.newAddress());
		return vm;
	}

	static SimulatedVm flexible(AzureEstate estate, SimulatedScaleSet set, String name) {
		SimulatedVm vm = new SimulatedVm(estate, set.resourceGroup(), set, null, name);
		vm.nic(name + "-nic").address(estate.newAddress());
		return vm;
	}

	static SimulatedVm uniform(AzureEstate estate, SimulatedScaleSet set, int instanceId) {
		SimulatedVm vm = new SimulatedVm(estate, set.resourceGroup(), set, instanceId, set.name() + '_' + instanceId);
		vm.computerName = "%s%06d".formatted(set.name(), instanceId);
		SimulatedNic nic = vm.nic(set.name() + "-nic").address(estate.newAddress());
		if (instanceId % 2 != 0) {
			nic.primary(null);
		}
		return vm;
	}

	/**
	 * Return the name of the resource: for an instance of a Uniform scale set
	 * {@code set_1}.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the resource id.
	 * @return under the scale set if that is Uniform, else under the resource group
	 */
	public String id() {
		SimulatedScaleSet set = scaleSet();
		if (set != null && this.instanceId != null) {
			return set.id() + "/virtualMachines/" + this.instanceId;
		}
		return this.group.id() + "/providers/Microsoft.Compute/virtualMachines/" + this.name;
	}

	/**
	 * Return the identity of this virtual machine, which no other ever has, not even a
	 * later one of the same name.
	 * @return the {@code vmId}
	 */
	public UUID vmId() {
		return this.vmId;
	}

	/**
	 * Return the resource group.
	 * @return the resource group
	 */
	public SimulatedResourceGroup resourceGroup() {
		return this.group;
	}

	/**
	 * Return the scale set.
	 * @return the scale set or {@code null} for a standalone virtual machine
	 */
	public @Nullable SimulatedScaleSet scaleSet() {
		return this.estate.read(() -> this.scaleSet);
	}

	void in(@Nullable SimulatedScaleSet set) {
		this.estate.change(() -> this.scaleSet = set);
	}

	/**
	 * Return the number of an instance of a Uniform scale set.
	 * @return the number or {@code null}; numbers are used again
	 */
	public @Nullable Integer instanceId() {
		return this.instanceId;
	}

	/**
	 * Tell whether this is an instance of a Uniform scale set.
	 * @return {@code false} for standalone virtual machines and Flexible scale sets
	 */
	public boolean uniform() {
		return this.instanceId != null;
	}

	/**
	 * Return the region.
	 * @return the region, that of the resource group at creation
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Set a tag.
	 * @param name its name; another case of a present name replaces that
	 * @param value its value
	 * @return this virtual machine
	 */
	public SimulatedVm tag(String name, String value) {
		this.tags.put(name, value);
		return this;
	}

	/**
	 * Remove a tag.
	 * @param name its name, in any case
	 * @return this virtual machine
	 */
	public SimulatedVm untag(String name) {
		this.tags.remove(name);
		return this;
	}

	/**
	 * Return the tags of its own; those of the scale set are not among them.
	 * @return a copy
	 */
	public Map<String, String> tags() {
		return this.tags.copy();
	}

	/**
	 * Set the private address of the first network interface.
	 * @param address an IPv4 or IPv6 address
	 * @return this virtual machine
	 */
	public SimulatedVm address(String address) {
		nic().address(address);
		return this;
	}

	/**
	 * Return the private address of the first network interface.
	 * @return an address or {@code null}
	 */
	public @Nullable String address() {
		return this.estate.read(() -> this.nics.isEmpty() ? null : nic().ipConfigurations().get(0).address());
	}

	/**
	 * Set the private IPv6 address of the first network interface, in an IP configuration
	 * of its own.
	 * @param address an IPv6 address
	 * @return this virtual machine
	 */
	public SimulatedVm ipv6Address(String address) {
		nic().ipConfiguration("ipconfig-v6").address(address);
		return this;
	}

	/**
	 * Set the public address of the first network interface.
	 * @param address an address, {@code null} for none
	 * @return this virtual machine
	 */
	public SimulatedVm publicAddress(@Nullable String address) {
		nic().ipConfiguration("ipconfig1").publicAddress(address);
		return this;
	}

	/**
	 * Return the first network interface.
	 * @return the interface
	 * @throws IllegalStateException if all are detached
	 */
	public SimulatedNic nic() {
		return this.nics.first();
	}

	/**
	 * Return a network interface, creating it, without addresses, if need be.
	 * @param name its name; the first one is made with the virtual machine
	 * @return the interface; a further one is not primary
	 */
	public SimulatedNic nic(String name) {
		return this.nics.named(name);
	}

	/**
	 * Return the attached network interfaces.
	 * @return a copy, oldest first
	 */
	public List<SimulatedNic> nics() {
		return this.nics.attached();
	}

	NicAttachments interfaces() {
		return this.nics;
	}

	/**
	 * Set the host name inside the guest.
	 * @param computerName the name
	 * @return this virtual machine
	 */
	public SimulatedVm computerName(String computerName) {
		this.estate.change(() -> this.computerName = computerName);
		return this;
	}

	/**
	 * Return the host name inside the guest.
	 * @return the name of the resource unless set; never the name of an instance of a
	 * Uniform scale set
	 */
	public String computerName() {
		return this.estate.read(() -> this.computerName);
	}

	/**
	 * Set the availability zone.
	 * @param zone for example {@code 1}, {@code null} for none
	 * @return this virtual machine
	 */
	public SimulatedVm zone(@Nullable String zone) {
		this.estate.change(() -> this.zone = zone);
		return this;
	}

	/**
	 * Return the availability zone.
	 * @return the zone or {@code null}
	 */
	public @Nullable String zone() {
		return this.estate.read(() -> this.zone);
	}

	/**
	 * Set the size.
	 * @param size for example {@code Standard_D4s_v5}
	 * @return this virtual machine
	 */
	public SimulatedVm size(String size) {
		this.estate.change(() -> this.size = size);
		return this;
	}

	/**
	 * Return the size.
	 * @return the size
	 */
	public String size() {
		return this.estate.read(() -> this.size);
	}

	/**
	 * Make it a Spot virtual machine, deallocated on eviction.
	 * @return this virtual machine
	 */
	public SimulatedVm spot() {
		this.estate.change(() -> this.spot = true);
		return this;
	}

	/**
	 * Tell whether this is a Spot virtual machine.
	 * @return {@code false} unless set
	 */
	public boolean isSpot() {
		return this.estate.read(() -> this.spot);
	}

	/**
	 * Set the provisioning state: the state of the last operation.
	 * @param state for example {@code Failed}, {@code null} to leave it out
	 * @return this virtual machine
	 */
	public SimulatedVm provisioningState(@Nullable String state) {
		this.estate.change(() -> this.provisioningState = state);
		return this;
	}

	/**
	 * Return the provisioning state.
	 * @return the state or {@code null}
	 */
	public @Nullable String provisioningState() {
		return this.estate.read(() -> this.provisioningState);
	}

	/**
	 * Set how far a deletion is that Azure tries again by itself. Only the list of a
	 * Uniform scale set tells it.
	 * @param status {@code Disabled} unless set, {@code Enabled}, {@code InProgress} or
	 * {@code Failed}
	 * @return this virtual machine
	 */
	public SimulatedVm resilientDeletion(String status) {
		this.estate.change(() -> this.resilientDeletion = status);
		return this;
	}

	/**
	 * Return how far a deletion is that Azure tries again by itself.
	 * @return the status
	 */
	public String resilientDeletion() {
		return this.estate.read(() -> this.resilientDeletion);
	}

	/**
	 * Set the power state.
	 * @param power the last part of its code, for example {@code stopping}, {@code null}
	 * to leave it out as Azure does in rare situations
	 * @return this virtual machine
	 */
	public SimulatedVm power(@Nullable String power) {
		this.estate.change(() -> {
			this.power = power;
			this.hibernated = false;
		});
		return this;
	}

	/**
	 * Return the power state.
	 * @return for example {@code running}, or {@code null}
	 */
	public @Nullable String power() {
		return this.estate.read(() -> this.power);
	}

	/**
	 * Start it.
	 * @return this virtual machine, running
	 */
	public SimulatedVm start() {
		return power("running");
	}

	/**
	 * Stop it; it is still paid for.
	 * @return this virtual machine, stopped
	 */
	public SimulatedVm stop() {
		return power("stopped");
	}

	/**
	 * Deallocate it; it stays in the lists and keeps its interfaces.
	 * @return this virtual machine, deallocated
	 */
	public SimulatedVm deallocate() {
		return power("deallocated");
	}

	/**
	 * Hibernate it: Compute says that it is deallocated and, beside that, hibernated.
	 * @return this virtual machine, hibernated
	 */
	public SimulatedVm hibernate() {
		this.estate.change(() -> {
			deallocate();
			this.hibernated = true;
		});
		return this;
	}

	/**
	 * Tell whether it is hibernated.
	 * @return {@code true} until its power state is set again
	 */
	public boolean isHibernated() {
		return this.estate.read(() -> this.hibernated);
	}

	/**
	 * Let a standby pool have made it. Whether it runs, is deallocated or hibernated in
	 * there is up to the pool.
	 * @param standby {@code true} while it waits in the pool, {@code false} once it was
	 * moved into its scale set
	 * @return this virtual machine
	 * @throws IllegalStateException if it is an instance of a Uniform scale set, which
	 * can have no pool
	 */
	public SimulatedVm standby(boolean standby) {
		if (uniform()) {
			throw new IllegalStateException(this.name + " cannot be in a standby pool: its scale set is Uniform");
		}
		this.estate.change(() -> this.standby = standby);
		return this;
	}

	/**
	 * Tell whether it is in a standby pool.
	 * @return {@code true} in the pool, {@code false} after the move out of it,
	 * {@code null} if no pool has made it
	 */
	public @Nullable Boolean standby() {
		return this.estate.read(() -> this.standby);
	}

	/**
	 * Set what the Application Health extension reports.
	 * @param health the last part of its code: {@code "healthy"}, {@code "unhealthy"},
	 * {@code initializing}, {@code unknown}; {@code null} if there is no extension
	 * @return this virtual machine
	 */
	public SimulatedVm health(@Nullable String health) {
		this.estate.change(() -> this.health = health);
		return this;
	}

	/**
	 * Return what the Application Health extension reports.
	 * @return the state, {@code null} if there is no extension
	 */
	public @Nullable String health() {
		return this.estate.read(() -> this.health);
	}

	/**
	 * Let the lists of virtual machines show it or not, while the lists of interfaces
	 * still do: a newcomer, or an extra of an over-provisioned scale set.
	 * @param listed {@code false} to hide it
	 * @return this virtual machine
	 */
	public SimulatedVm listed(boolean listed) {
		this.estate.change(() -> this.listed = listed);
		return this;
	}

	/**
	 * Tell whether the lists of virtual machines show it.
	 * @return {@code true} unless hidden
	 */
	public boolean listed() {
		return this.estate.read(() -> this.listed);
	}

	/**
	 * Delete it with its interfaces.
	 */
	public void delete() {
		this.estate.change(() -> {
			SimulatedScaleSet set = this.scaleSet;
			if (set != null) {
				set.remove(this);
			}
			this.group.remove(this);
		});
	}

	@Override
	public String toString() {
		return id();
	}

}
