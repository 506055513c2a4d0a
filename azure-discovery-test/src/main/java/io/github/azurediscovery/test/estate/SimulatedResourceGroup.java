package io.github.azurediscovery.test.estate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A resource group with its virtual machines and scale sets.
 */
public final class SimulatedResourceGroup {

	private final AzureEstate estate;

	private final SimulatedSubscription subscription;

	private final String name;

	private final Map<String, SimulatedVm> vms = new LinkedHashMap<>();

	private final Map<String, SimulatedScaleSet> scaleSets = new LinkedHashMap<>();

	private String location = "westeurope";

	SimulatedResourceGroup(AzureEstate estate, SimulatedSubscription subscription, String name) {
		this.estate = estate;
		this.subscription = subscription;
		this.name = name;
	}

	/**
	 * Return the name as given when it was created.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the subscription this group is in.
	 * @return the subscription
	 */
	public SimulatedSubscription subscription() {
		return this.subscription;
	}

	/**
	 * Return the resource id.
	 * @return {@code /subscriptions/…/resourceGroups/…}
	 */
	public String id() {
		return "/subscriptions/" + this.subscription.id() + "/resourceGroups/" + this.name;
	}

	/**
	 * Set the region of resources created from now on.
	 * @param location for example {@code northeurope}
	 * @return this group
	 */
	public SimulatedResourceGroup location(String location) {
		this.estate.change(() -> this.location = location);
		return this;
	}

	/**
	 * Return the region.
	 * @return {@code westeurope} unless set
	 */
	public String location() {
		return this.estate.read(() -> this.location);
	}

	/**
	 * Return a standalone virtual machine, creating it if need be: running, with one
	 * network interface and a private address.
	 * @param name its name
	 * @return the virtual machine
	 */
	public SimulatedVm vm(String name) {
		return this.estate.read(() -> {
			SimulatedVm known = this.vms.get(AzureEstate.key(name));
			return (known != null) ? known : add(SimulatedVm.standalone(this.estate, this, name));
		});
	}

	/**
	 * Create standalone virtual machines {@code prefix-1}, {@code prefix-2}, ….
	 * @param prefix the prefix of their names
	 * @param count how many
	 * @return the virtual machines
	 */
	public List<SimulatedVm> vms(String prefix, int count) {
		List<SimulatedVm> created = new ArrayList<>();
		this.estate.change(() -> {
			for (int i = 1; i <= count; i++) {
				created.add(vm(prefix + '-' + i));
			}
		});
		return created;
	}

	/**
	 * Return the standalone virtual machines and the instances of Flexible scale sets.
	 * @return a copy, oldest first
	 */
	public List<SimulatedVm> vms() {
		return this.estate.read(() -> new ArrayList<>(this.vms.values()));
	}

	/**
	 * Return a scale set, creating it if need be: empty and Flexible.
	 * @param name its name
	 * @return the scale set
	 */
	public SimulatedScaleSet scaleSet(String name) {
		SimulatedScaleSet known = findScaleSet(name);
		if (known != null) {
			return known;
		}
		SimulatedScaleSet created = new SimulatedScaleSet(this.estate, this, name);
		this.estate.change(() -> this.scaleSets.put(AzureEstate.key(name), created));
		return created;
	}

	/**
	 * Find a scale set.
	 * @param name its name, in any case
	 * @return the scale set or {@code null}
	 */
	public @Nullable SimulatedScaleSet findScaleSet(String name) {
		return this.estate.read(() -> this.scaleSets.get(AzureEstate.key(name)));
	}

	/**
	 * Return the scale sets.
	 * @return a copy, oldest first
	 */
	public List<SimulatedScaleSet> scaleSets() {
		return this.estate.read(() -> new ArrayList<>(this.scaleSets.values()));
	}

	/**
	 * Return every network interface that the interface list of this group shows: those
	 * of standalone virtual machines and of instances of Flexible scale sets.
	 * @return a copy
	 */
	public List<SimulatedNic> nics() {
		return this.estate.read(() -> this.vms.values()
			.stream()
			.flatMap((vm) -> Stream.concat(vm.nics().stream(), vm.interfaces().detached().stream()))
			.filter(SimulatedNic::listed)
			.toList());
	}

	SimulatedVm add(SimulatedVm vm) {
		this.estate.change(() -> this.vms.put(AzureEstate.key(vm.name()), vm));
		return vm;
	}

	void remove(SimulatedVm vm) {
		this.estate.change(() -> this.vms.remove(AzureEstate.key(vm.name()), vm));
	}

	void remove(SimulatedScaleSet set) {
		this.estate.change(() -> this.scaleSets.remove(AzureEstate.key(set.name()), set));
	}

	@Override
	public String toString() {
		return Objects.requireNonNull(id());
	}

}
