package io.github.azurediscovery.test.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A network interface of a virtual machine.
 */
public final class SimulatedNic {

	private final AzureEstate estate;

	private final SimulatedVm vm;

	private final String name;

	private final UUID guid;

	private final List<SimulatedIpConfiguration> ipConfigurations = new ArrayList<>();

	private final MutableTags tags;

	private @Nullable Boolean primary = true;

	private boolean listed = true;

	private volatile @Nullable SimulatedResourceGroup group;

	SimulatedNic(AzureEstate estate, SimulatedVm vm, String name) {
		this.estate = estate;
		this.tags = new MutableTags(estate);
		this.vm = vm;
		this.name = name;
		this.guid = estate.newId(id());
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the resource id.
	 * @return under the instance for a Uniform scale set, else under the resource group
	 */
	public String id() {
		return (this.vm.uniform() ? this.vm.id() : resourceGroup().id() + "/providers/Microsoft.Network")
				+ "/networkInterfaces/" + this.name;
	}

	/**
	 * Return the resource group it lies in, and its public addresses with it.
	 * @return the group of the virtual machine unless {@link #in} says otherwise
	 */
	public SimulatedResourceGroup resourceGroup() {
		SimulatedResourceGroup other = this.group;
		return (other != null) ? other : this.vm.resourceGroup();
	}

	/**
	 * Put the network interface and its public addresses into another resource group, as
	 * teams do that keep networks in a group of their own.
	 * @param group a group of the same subscription
	 * @return this network interface
	 */
	public SimulatedNic in(SimulatedResourceGroup group) {
		this.estate.change(() -> this.group = group);
		return this;
	}

	/**
	 * Return the GUID of the resource.
	 * @return the GUID
	 */
	public UUID guid() {
		return this.guid;
	}

	/**
	 * Return the virtual machine this interface was made for.
	 * @return the virtual machine
	 */
	public SimulatedVm vm() {
		return this.vm;
	}

	/**
	 * Tell whether the interface is attached to its virtual machine.
	 * @return {@code false} after {@link #detach()}
	 */
	public boolean attached() {
		return this.vm.nics().contains(this);
	}

	/**
	 * Set the private address of the first IP configuration.
	 * @param address an IPv4 or IPv6 address
	 * @return this interface
	 */
	public SimulatedNic address(String address) {
		ipConfiguration("ipconfig1").address(address);
		return this;
	}

	/**
	 * Return an IP configuration, creating it, without addresses, if need be.
	 * @param name its name; the first one is called {@code ipconfig1}
	 * @return the IP configuration
	 */
	public SimulatedIpConfiguration ipConfiguration(String name) {
		return this.estate.read(() -> this.ipConfigurations.stream()
			.filter((candidate) -> candidate.name().equalsIgnoreCase(name))
			.findFirst()
			.orElseGet(() -> {
				SimulatedIpConfiguration created = new SimulatedIpConfiguration(this.estate, this, name,
						this.ipConfigurations.isEmpty());
				this.estate.change(() -> this.ipConfigurations.add(created));
				return created;
			}));
	}

	/**
	 * Return the IP configurations.
	 * @return a copy, oldest first
	 */
	public List<SimulatedIpConfiguration> ipConfigurations() {
		return this.estate.read(() -> List.copyOf(this.ipConfigurations));
	}

	/**
	 * Set the {@code primary} flag.
	 * @param primary the flag, {@code null} to leave it out as Azure often does
	 * @return this interface
	 */
	public SimulatedNic primary(@Nullable Boolean primary) {
		this.estate.change(() -> this.primary = primary);
		return this;
	}

	/**
	 * Return the {@code primary} flag.
	 * @return the flag or {@code null} if it is left out
	 */
	public @Nullable Boolean primary() {
		return this.estate.read(() -> this.primary);
	}

	/**
	 * Set a tag.
	 * @param name its name
	 * @param value its value
	 * @return this interface
	 */
	public SimulatedNic tag(String name, String value) {
		this.tags.put(name, value);
		return this;
	}

	/**
	 * Remove a tag.
	 * @param name its name, in any case
	 * @return this interface
	 */
	public SimulatedNic untag(String name) {
		this.tags.remove(name);
		return this;
	}

	/**
	 * Return the tags.
	 * @return a copy
	 */
	public Map<String, String> tags() {
		return this.tags.copy();
	}

	/**
	 * Let the interface lists show this interface or not, while its virtual machine still
	 * names it.
	 * @param listed {@code false} to hide it
	 * @return this interface
	 */
	public SimulatedNic listed(boolean listed) {
		this.estate.change(() -> this.listed = listed);
		return this;
	}

	/**
	 * Tell whether the interface lists show this interface.
	 * @return {@code true} unless hidden
	 */
	public boolean listed() {
		return this.estate.read(() -> this.listed);
	}

	/**
	 * Detach the interface: it stays in the lists and names no virtual machine.
	 * @return this interface
	 */
	public SimulatedNic detach() {
		this.vm.interfaces().detach(this);
		return this;
	}

	/**
	 * Attach the interface to its virtual machine again.
	 * @return this interface
	 */
	public SimulatedNic attach() {
		this.vm.interfaces().attach(this);
		return this;
	}

	/**
	 * Delete the interface.
	 */
	public void delete() {
		this.vm.interfaces().delete(this);
	}

	@Override
	public String toString() {
		return id();
	}

}
