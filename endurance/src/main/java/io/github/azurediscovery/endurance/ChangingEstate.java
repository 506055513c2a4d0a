package io.github.azurediscovery.endurance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import org.jspecify.annotations.Nullable;

/**
 * VMs of many services that come and go. Their addresses are loopback's, where nothing
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

	/** Some of those that are there go, and some of those that are gone come again. */
	void change(int number) {
		this.azure.change(() -> {
			for (int i = 0; i < number; i++) {
				toggle(this.random.nextInt(this.vms.size()));
			}
		});
	}

	/** All VMs of a service go. */
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

	/** All come that are gone. */
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
