package io.github.azurediscovery.sample.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.Fault;
import io.github.azurediscovery.test.http.Operation;
import io.github.azurediscovery.test.imds.EventType;

/**
 * The shop: a scale set {@code orders} over three zones in the simulated Azure, a process
 * for each of its VMs, and this application's own VM beside them.
 */
final class SimulatedEstate implements AutoCloseable {

	private static final Duration PREEMPTION_NOTICE = Duration.ofSeconds(30);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final Map<String, OrdersInstance> processes = new ConcurrentHashMap<>();

	private final SimulatedScaleSet orders;

	SimulatedEstate() {
		this.azure.imds().runsOn(this.azure.vm("gateway").address("127.0.0.1").zone("1"));
		this.orders = this.azure.scaleSet("orders")
			.flexible()
			.zones("1", "2", "3")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.eachInstance(this::boot)
			.instances(3);
	}

	Map<String, String> properties() {
		return this.azure.properties();
	}

	List<SimulatedVm> instances() {
		return this.orders.instances();
	}

	void scaleOut() {
		this.orders.scaleOut(1);
	}

	void scaleIn() {
		this.orders.scaleIn(1);
		List<String> left = instances().stream().map(SimulatedVm::name).toList();
		this.processes.keySet().stream().filter((name) -> !left.contains(name)).toList().forEach(this::kill);
	}

	void deallocate(SimulatedVm vm) {
		kill(vm.name());
		vm.deallocate();
	}

	void boot(SimulatedVm vm) {
		OrdersInstance process = OrdersInstance.start(vm.name());
		this.processes.put(vm.name(), process);
		vm.address("127.0.0.1").tag("Discovery:Instance:Port", String.valueOf(process.port())).start();
	}

	void kill(String name) {
		OrdersInstance process = this.processes.remove(name);
		if (process != null) {
			process.close();
		}
	}

	void behave(String name, OrdersInstance.Behaviour behaviour) {
		OrdersInstance process = this.processes.get(name);
		if (process != null) {
			process.behave(behaviour);
		}
	}

	/**
	 * Announce that Azure takes a Spot VM back, and do so when the notice is over.
	 * @param vm the VM
	 */
	void preempt(SimulatedVm vm) {
		var event = this.azure.imds()
			.events()
			.announce(EventType.PREEMPT, vm)
			.notBefore(Instant.now().plus(PREEMPTION_NOTICE));
		CompletableFuture.delayedExecutor(PREEMPTION_NOTICE.toSeconds(), TimeUnit.SECONDS).execute(() -> {
			deallocate(vm);
			event.end();
		});
	}

	void breakAzure(Fault fault) {
		this.azure.clearFaults();
		this.azure.fault(fault, Operation.arm());
	}

	/** Let Azure answer again, and every VM of the set run and answer. */
	void mend() {
		this.azure.clearFaults();
		for (SimulatedVm vm : instances()) {
			behave(vm.name(), OrdersInstance.Behaviour.ANSWER);
			vm.health(null).untag("Discovery:Service:Name");
			if (!this.processes.containsKey(vm.name())) {
				boot(vm);
			}
		}
	}

	@Override
	public void close() {
		this.processes.values().forEach(OrdersInstance::close);
		this.azure.close();
	}

}
