package io.github.azurediscovery.sample.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;

/**
 * The simulated environment of the sample: a scale set {@code orders} in three zones of
 * the simulated Azure, a server for each of its VMs, and this application on a further VM
 * of the set, because Azure announces maintenance only to VMs of the same set. This VM
 * serves no orders.
 */
final class SampleEstate implements AutoCloseable {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final Map<String, SampleOrdersInstance> processes = new ConcurrentHashMap<>();

	private final SimulatedScaleSet orders;

	private final SimulatedVm own;

	private final PreemptionSimulator preemptions;

	SampleEstate(Duration preemptionNotice) {
		this.preemptions = new PreemptionSimulator(this.azure.imds().events(), preemptionNotice, this::deallocate);
		this.orders = this.azure.scaleSet("orders")
			.flexible()
			.zones("1", "2", "3")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080");
		this.own = this.orders.scaleOut(1).get(0);
		this.azure.imds().runsOn(this.own);
		this.orders.eachInstance(this::boot).scaleOut(3);
	}

	/** Return what makes discovery find the instances, and this VM not among them. */
	Map<String, String> properties() {
		Map<String, String> properties = new TreeMap<>(this.azure.properties());
		properties.put("azure.discovery.instance.exclude-self", "true");
		return properties;
	}

	List<SimulatedVm> instances() {
		return this.orders.instances().stream().filter((vm) -> vm != this.own).toList();
	}

	void scaleOut() {
		this.orders.scaleOut(1);
	}

	void scaleIn() {
		if (!instances().isEmpty()) {
			this.orders.scaleIn(1);
		}
		List<String> left = instances().stream().map(SimulatedVm::name).toList();
		this.processes.keySet().stream().filter((name) -> !left.contains(name)).toList().forEach(this::kill);
	}

	void deallocate(SimulatedVm vm) {
		kill(vm.name());
		vm.deallocate();
	}

	void boot(SimulatedVm vm) {
		SampleOrdersInstance process = SampleOrdersInstance.start(vm.name());
		this.processes.put(vm.name(), process);
		vm.address("127.0.0.1").tag("Discovery:Instance:Port", String.valueOf(process.port())).start();
	}

	void kill(String name) {
		SampleOrdersInstance process = this.processes.remove(name);
		if (process != null) {
			process.close();
		}
	}

	void behave(String name, SampleOrdersInstance.Behaviour behaviour) {
		SampleOrdersInstance process = this.processes.get(name);
		if (process != null) {
			process.behave(behaviour);
		}
	}

	/**
	 * Announce the preemption of a Spot VM, and remove the VM after the notice period.
	 * @param vm the VM
	 */
	void preempt(SimulatedVm vm) {
		this.preemptions.announce(vm);
	}

	void breakAzure(AzureFault fault) {
		this.azure.clearFaults();
		this.azure.fault(fault, AzureOperation.arm());
	}

	/** Let Azure answer again, cancel preemptions, and let every VM run and answer. */
	void repair() {
		this.azure.clearFaults();
		this.preemptions.cancel();
		for (SimulatedVm vm : instances()) {
			behave(vm.name(), SampleOrdersInstance.Behaviour.ANSWER);
			vm.health(null).untag("Discovery:Service:Name");
			if (!this.processes.containsKey(vm.name())) {
				boot(vm);
			}
		}
	}

	@Override
	public void close() {
		this.preemptions.close();
		this.processes.values().forEach(SampleOrdersInstance::close);
		this.azure.close();
	}

}
