package io.github.azurediscovery.test.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A scale set of either orchestration mode.
 */
public final class SimulatedScaleSet {

	private final AzureEstate estate;

	private final SimulatedResourceGroup group;

	private final String name;

	private final String location;

	private final UUID uniqueId;

	private final List<SimulatedVm> instances = new ArrayList<>();

	private final MutableTags tags;

	private final InstanceProvisioner newcomers;

	private boolean uniform;

	private boolean overprovision = true;

	private int answerToUniformCalls;

	private boolean managedByListed = true;

	private @Nullable Integer capacity;

	SimulatedScaleSet(AzureEstate estate, SimulatedResourceGroup group, String name) {
		this.estate = estate;
		this.tags = new MutableTags(estate);
		this.newcomers = new InstanceProvisioner(estate, this);
		this.group = group;
		this.name = name;
		this.location = group.location();
		this.uniqueId = estate.newId(id());
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
	 * @return the id
	 */
	public String id() {
		return this.group.id() + "/providers/Microsoft.Compute/virtualMachineScaleSets/" + this.name;
	}

	/**
	 * Return the unique id.
	 * @return the id, not used again
	 */
	public UUID uniqueId() {
		return this.uniqueId;
	}

	/**
	 * Return the resource group.
	 * @return the resource group
	 */
	public SimulatedResourceGroup resourceGroup() {
		return this.group;
	}

	/**
	 * Return the region.
	 * @return the region, that of the resource group at creation
	 */
	public String location() {
		return this.location;
	}

	/**
	 * Make it Uniform: instances are numbered, and appear neither among the virtual
	 * machines nor the interfaces of the resource group.
	 * @return this scale set
	 * @throws IllegalStateException if it has instances of the other mode
	 */
	public SimulatedScaleSet uniform() {
		return mode(true);
	}

	/**
	 * Make it Flexible, as it is from the beginning: instances are ordinary virtual
	 * machines.
	 * @return this scale set
	 * @throws IllegalStateException if it has instances of the other mode
	 */
	public SimulatedScaleSet flexible() {
		return mode(false);
	}

	private SimulatedScaleSet mode(boolean uniform) {
		this.estate.change(() -> {
			if (uniform != this.uniform && !this.instances.isEmpty()) {
				throw new IllegalStateException("The orchestration mode of scale set " + this.name
						+ " cannot change: it has instances. Set it first.");
			}
			this.uniform = uniform;
		});
		return this;
	}

	/**
	 * Tell whether it is Uniform.
	 * @return {@code false} if it is Flexible
	 */
	public boolean isUniform() {
		return this.estate.read(() -> this.uniform);
	}

	/**
	 * Set whether Azure creates more instances than asked for and then deletes the
	 * slowest.
	 * @param overprovision the flag
	 * @return this scale set
	 */
	public SimulatedScaleSet overprovision(boolean overprovision) {
		this.estate.change(() -> this.overprovision = overprovision);
		return this;
	}

	/**
	 * Tell whether it over-provisions.
	 * @return {@code true} unless set
	 */
	public boolean overprovision() {
		return this.estate.read(() -> this.overprovision);
	}

	/**
	 * Set whether the resource list tells which virtual machines a Flexible set manages,
	 * as it does unless set. The property is documented for the virtual machine; whether
	 * the list of a real Azure has it always is not.
	 * @param listed whether it tells
	 * @return this scale set
	 */
	public SimulatedScaleSet managedByListed(boolean listed) {
		this.estate.change(() -> this.managedByListed = listed);
		return this;
	}

	/**
	 * Return whether the resource list tells which virtual machines the set manages.
	 * @return {@code true} if so
	 */
	public boolean managedByListed() {
		return this.estate.read(() -> this.managedByListed);
	}

	/**
	 * Set the HTTP status that the calls for Uniform scale sets get while this one is
	 * Flexible.
	 * @param status 404 or 409; 0, the default, for what Azure answers: 404 to the list
	 * of interfaces, 409 to the list of instances
	 * @return this scale set
	 */
	public SimulatedScaleSet answerToUniformCalls(int status) {
		this.estate.change(() -> this.answerToUniformCalls = status);
		return this;
	}

	/**
	 * Return the HTTP status that the calls for Uniform scale sets get.
	 * @return the status, 0 for what Azure answers
	 */
	public int answerToUniformCalls() {
		return this.estate.read(() -> this.answerToUniformCalls);
	}

	/**
	 * Set a tag of the scale set.
	 * @param name its name
	 * @param value its value
	 * @return this scale set
	 */
	public SimulatedScaleSet tag(String name, String value) {
		this.tags.put(name, value);
		return this;
	}

	/**
	 * Remove a tag.
	 * @param name its name, in any case
	 * @return this scale set
	 */
	public SimulatedScaleSet untag(String name) {
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
	 * Set the zones over which further instances are spread.
	 * @param zones for example {@code "1", "2", "3"}
	 * @return this scale set
	 */
	public SimulatedScaleSet zones(String... zones) {
		this.estate.change(() -> this.newcomers.zones(List.of(zones)));
		return this;
	}

	/**
	 * Return the zones.
	 * @return a copy, empty for none
	 */
	public List<String> zones() {
		return this.estate.read(this.newcomers::zones);
	}

	/**
	 * Set what is done with every further instance before it can be seen.
	 * @param template for example sets tags and an address
	 * @return this scale set
	 */
	public SimulatedScaleSet eachInstance(Consumer<SimulatedVm> template) {
		this.estate.change(() -> this.newcomers.template(template));
		return this;
	}

	/**
	 * Scale to a number of instances.
	 * @param count how many there shall be
	 * @return this scale set
	 */
	public SimulatedScaleSet instances(int count) {
		this.estate.change(() -> {
			scaleOut(Math.max(0, count - this.instances.size()));
			scaleIn(Math.max(0, this.instances.size() - count));
		});
		return this;
	}

	/**
	 * Return the instances.
	 * @return a copy, oldest first
	 */
	public List<SimulatedVm> instances() {
		return this.estate.read(() -> List.copyOf(this.instances));
	}

	/**
	 * Return one instance.
	 * @param index its place, the oldest is 0
	 * @return the instance
	 */
	public SimulatedVm instance(int index) {
		return this.estate.read(() -> this.instances.get(index));
	}

	/**
	 * Add instances.
	 * @param count how many
	 * @return the new instances
	 */
	public List<SimulatedVm> scaleOut(int count) {
		List<SimulatedVm> added = new ArrayList<>();
		this.estate.change(() -> {
			for (int i = 0; i < count; i++) {
				added.add(create());
			}
		});
		return added;
	}

	/**
	 * Add interfaces of instances that Azure is about to delete again, since it created
	 * more than needed: no list shows their virtual machines. Deleting them settles the
	 * scale set.
	 * @param count how many
	 * @return the extra instances, not listed
	 */
	public List<SimulatedVm> overprovisioned(int count) {
		List<SimulatedVm> extra = new ArrayList<>();
		this.estate.change(() -> scaleOut(count).forEach((vm) -> extra.add(vm.listed(false))));
		return extra;
	}

	/**
	 * Take in a virtual machine that exists and runs on, as only a Flexible set can.
	 * @param vm a standalone virtual machine of the same resource group
	 * @return this scale set
	 * @throws IllegalStateException if Azure would refuse it
	 */
	public SimulatedScaleSet attach(SimulatedVm vm) {
		this.estate.change(() -> {
			if (this.uniform || vm.scaleSet() != null || vm.resourceGroup() != this.group) {
				throw new IllegalStateException(vm.name() + " cannot be attached to " + this.name
						+ ": the scale set must be Flexible, the virtual machine in none and of the same group");
			}
			vm.in(this);
			this.instances.add(vm);
		});
		return this;
	}

	/**
	 * Let an instance go, which runs on, as only a Flexible set can.
	 * @param vm an instance
	 * @return this scale set
	 * @throws IllegalStateException if Azure would refuse it
	 */
	public SimulatedScaleSet detach(SimulatedVm vm) {
		this.estate.change(() -> {
			if (this.uniform || !this.instances.remove(vm)) {
				throw new IllegalStateException(vm.name() + " cannot be detached from " + this.name
						+ ": the scale set must be Flexible and the virtual machine in it");
			}
			vm.in(null);
		});
		return this;
	}

	/**
	 * Set the capacity that is reported of the scale set, whatever it has: a creation
	 * that failed, for example, leaves it larger than the number of instances.
	 * @param capacity the capacity, {@code null} for the number of instances
	 * @return this scale set
	 */
	public SimulatedScaleSet capacity(@Nullable Integer capacity) {
		this.estate.change(() -> this.capacity = capacity);
		return this;
	}

	/**
	 * Return the capacity that is reported of the scale set.
	 * @return what was set, else the number of listed instances that are not in a standby
	 * pool
	 */
	public int capacity() {
		return this.estate.read(() -> (this.capacity != null) ? this.capacity
				: (int) this.instances.stream()
					.filter((vm) -> vm.listed() && !Boolean.TRUE.equals(vm.standby()))
					.count());
	}

	/**
	 * Delete the youngest instances.
	 * @param count how many
	 */
	public void scaleIn(int count) {
		this.estate.change(() -> {
			for (int i = 0; i < count && !this.instances.isEmpty(); i++) {
				this.instances.get(this.instances.size() - 1).delete();
			}
		});
	}

	/**
	 * Replace every instance by a new one: new identities, new addresses, in one change.
	 * @return the new instances
	 */
	public List<SimulatedVm> replaceAll() {
		List<SimulatedVm> added = new ArrayList<>();
		this.estate.change(() -> {
			List<SimulatedVm> old = instances();
			added.addAll(scaleOut(old.size()));
			old.forEach(SimulatedVm::delete);
		});
		return added;
	}

	/**
	 * Delete the scale set and its instances.
	 */
	public void delete() {
		this.estate.change(() -> {
			instances().forEach(SimulatedVm::delete);
			this.group.remove(this);
		});
	}

	void remove(SimulatedVm instance) {
		if (this.instances.remove(instance)) {
			this.newcomers.gone(instance);
		}
	}

	private SimulatedVm create() {
		SimulatedVm vm = this.newcomers.create(this.uniform);
		this.instances.add(vm);
		this.newcomers.equip(vm);
		return vm;
	}

	@Override
	public String toString() {
		return id();
	}

}
