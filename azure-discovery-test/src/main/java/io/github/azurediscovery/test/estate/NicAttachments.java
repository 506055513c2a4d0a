package io.github.azurediscovery.test.estate;

import java.util.ArrayList;
import java.util.List;

/** The network interfaces made for a virtual machine: attached, detached, deleted. */
final class NicAttachments {

	private final List<SimulatedNic> attached = new ArrayList<>();

	private final List<SimulatedNic> detached = new ArrayList<>();

	private final AzureEstate estate;

	private final SimulatedVm vm;

	NicAttachments(AzureEstate estate, SimulatedVm vm) {
		this.estate = estate;
		this.vm = vm;
	}

	boolean isEmpty() {
		return this.attached.isEmpty();
	}

	SimulatedNic first() {
		return this.estate.read(() -> {
			if (this.attached.isEmpty()) {
				throw new IllegalStateException(this.vm.name() + " has no network interface");
			}
			return this.attached.get(0);
		});
	}

	SimulatedNic named(String name) {
		return this.estate.read(() -> this.attached.stream()
			.filter((candidate) -> candidate.name().equalsIgnoreCase(name))
			.findFirst()
			.orElseGet(() -> {
				SimulatedNic created = new SimulatedNic(this.estate, this.vm, name);
				created.primary(this.attached.isEmpty());
				this.estate.change(() -> this.attached.add(created));
				return created;
			}));
	}

	List<SimulatedNic> attached() {
		return this.estate.read(() -> List.copyOf(this.attached));
	}

	List<SimulatedNic> detached() {
		return this.estate.read(() -> List.copyOf(this.detached));
	}

	void detach(SimulatedNic nic) {
		this.estate.change(() -> {
			if (this.attached.remove(nic)) {
				this.detached.add(nic);
			}
		});
	}

	void attach(SimulatedNic nic) {
		this.estate.change(() -> {
			if (this.detached.remove(nic)) {
				this.attached.add(nic);
			}
		});
	}

	void delete(SimulatedNic nic) {
		this.estate.change(() -> {
			this.attached.remove(nic);
			this.detached.remove(nic);
		});
	}

}
