package io.github.azurediscovery.test.estate;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Makes the instances of a scale set: the free number with the lowest value in a Uniform
 * one, a random name in a Flexible one, each in the next zone. Used under the lock of the
 * estate.
 */
final class InstanceProvisioner {

	private final AzureEstate estate;

	private final SimulatedScaleSet set;

	private final BitSet numbers = new BitSet();

	private List<String> zones = List.of();

	private Consumer<SimulatedVm> template = (vm) -> {
	};

	private int created;

	InstanceProvisioner(AzureEstate estate, SimulatedScaleSet set) {
		this.estate = estate;
		this.set = set;
	}

	void zones(List<String> zones) {
		this.zones = zones;
	}

	List<String> zones() {
		return this.zones;
	}

	void template(Consumer<SimulatedVm> template) {
		this.template = template;
	}

	SimulatedVm create(boolean uniform) {
		return uniform ? SimulatedVm.uniform(this.estate, this.set, freeNumber())
				: this.set.resourceGroup().add(SimulatedVm.flexible(this.estate, this.set, freeName()));
	}

	/** Give it its zone, and what the user wants of each. */
	void equip(SimulatedVm vm) {
		vm.zone(nextZone());
		this.template.accept(vm);
	}

	/** Its number may be used again. */
	void gone(SimulatedVm vm) {
		Integer number = vm.instanceId();
		if (number != null) {
			this.numbers.clear(number);
		}
	}

	private int freeNumber() {
		int number = this.numbers.nextClearBit(0);
		this.numbers.set(number);
		return number;
	}

	private String freeName() {
		return this.set.name() + '_' + this.estate.newId(this.set.id() + "/instances").toString().substring(0, 8);
	}

	private @Nullable String nextZone() {
		int number = this.created++;
		return this.zones.isEmpty() ? null : this.zones.get(number % this.zones.size());
	}

}
