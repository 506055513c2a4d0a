package io.github.azurediscovery.endurance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import org.jspecify.annotations.Nullable;

/**
 * VMs of many services that come and go. They have loopback addresses, where nothing
 * listens on the port.
 */
final class ChangingEstate {

	private final SimulatedAzure azure;

	private final int services;

	private final RandomGenerator random;

	private final List<@Nullable SimulatedVm> vms;

	ChangingEstate(SimulatedAzure azure, int services, int vmsOfEach, RandomGenerator random) {
		this.azure = azure;
		this.services = services;
		this.random = random;
		this.vms = new ArrayList<>(java.util.Collections.nCopies(services * vmsOfEach, null));
		complete();
	}

	int size() {
		return this.vms.size();
	}

	/** Remove some VMs, and create some of those that were removed again. */
	void change(int number) {
		this.azure.change(() -> {
			for (int i = 0; i < number; i++) {
				toggle(this.random.nextInt(this.vms.size()));
			}
		});
	}

	/** Remove all VMs of a service. */
	void empty() {
		int service = this.random.nextInt(this.services);
		this.azure.change(() -> {
			for (int number = service; number < this.vms.size(); number += this.services) {
				if (this.vms.get(number) != null) {
					toggle(number);
				}
			}
		});
	}

	/** Create all VMs again that were removed. */
	void complete() {
		this.azure.change(() -> {
			for (int number = 0; number < this.vms.size(); number++) {
				if (this.vms.get(number) == null) {
					toggle(number);
				}
			}
		});
	}

	private void toggle(int number) {
		SimulatedVm vm = this.vms.get(number);
		if (vm != null) {
			vm.delete();
			this.vms.set(number, null);
			return;
		}
		this.vms.set(number,
				this.azure.vm("vm-" + number)
					.address("127." + (1 + number / 65_536) + '.' + (number / 256) % 256 + '.' + number % 256)
					.tag("Discovery:Service:Name", "service-" + number % this.services)
					.tag("Discovery:Service:Port", "9"));
	}

}
