package io.github.azurediscovery.endurance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import org.jspecify.annotations.Nullable;

/**
 * VMs of many services that come and go, some of them under names that never were there
 * before, and a scale set that does the same. They have loopback addresses, where nothing
 * listens on the port.
 */
final class ChangingEstate {

	/** One of so many VMs that are created again has a new name and a new service. */
	private static final int RENAMED = 5;

	private static final int INSTANCES = 10;

	private final SimulatedAzure azure;

	private final int services;

	private final RandomGenerator random;

	private final List<@Nullable SimulatedVm> vms;

	private @Nullable SimulatedScaleSet scaleSet;

	private int generation;

	private int address;

	ChangingEstate(SimulatedAzure azure, int services, int vmsOfEach, RandomGenerator random) {
		this.azure = azure;
		this.services = services;
		this.random = random;
		this.vms = new ArrayList<>(Collections.nCopies(services * vmsOfEach, null));
		complete();
	}

	/** Return how many instances there are when it is complete. */
	int size() {
		return this.vms.size() + INSTANCES;
	}

	/** Remove some VMs, create some of those that were removed again, and scale. */
	void change(int number) {
		this.azure.change(() -> {
			for (int i = 0; i < number; i++) {
				int vm = this.random.nextInt(this.vms.size());
				toggle(vm, vm > 0 && this.random.nextInt(RENAMED) == 0);
			}
			scale(this.random.nextInt(2 * INSTANCES));
		});
	}

	/** Remove all VMs of a service, and put another scale set in the place of the one. */
	void empty() {
		int service = this.random.nextInt(this.services);
		this.azure.change(() -> {
			for (int number = service; number < this.vms.size(); number += this.services) {
				if (this.vms.get(number) != null) {
					toggle(number, false);
				}
			}
			replaceScaleSet("-g" + ++this.generation);
		});
	}

	/** Create all VMs again that were removed, all under their first names. */
	void complete() {
		this.azure.change(() -> {
			for (int number = 0; number < this.vms.size(); number++) {
				SimulatedVm vm = this.vms.get(number);
				if (vm != null && !vm.name().equals("vm-" + number)) {
					toggle(number, false);
				}
				if (this.vms.get(number) == null) {
					toggle(number, false);
				}
			}
			replaceScaleSet("");
		});
	}

	private void toggle(int number, boolean renamed) {
		SimulatedVm vm = this.vms.get(number);
		if (vm != null) {
			vm.delete();
			this.vms.set(number, null);
			return;
		}
		String suffix = renamed ? "-g" + ++this.generation : "";
		this.vms.set(number,
				this.azure.vm("vm-" + number + suffix)
					.address("127." + (1 + number / 65_536) + '.' + (number / 256) % 256 + '.' + number % 256)
					.tag("Discovery:Service:Name", "service-" + number % this.services + suffix)
					.tag("Discovery:Service:Port", "9"));
	}

	private void replaceScaleSet(String suffix) {
		if (this.scaleSet != null) {
			this.scaleSet.delete();
		}
		SimulatedScaleSet set = this.azure.scaleSet("set" + suffix);
		if (this.generation % 2 == 0) {
			set.uniform();
		}
		this.scaleSet = set.tag("Discovery:Service:Name", "scaled" + suffix)
			.tag("Discovery:Service:Port", "9")
			.eachInstance(
					(vm) -> vm.address("127.200." + (this.address / 250) % 250 + '.' + (1 + this.address++ % 250)))
			.instances(INSTANCES);
	}

	private void scale(int instances) {
		if (this.scaleSet != null) {
			this.scaleSet.instances(instances);
		}
	}

}
