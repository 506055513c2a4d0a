package io.github.azurediscovery.sample.simulation;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BiConsumer;

import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.Fault;

/** What a visitor may do to the simulated Azure. */
enum Action {

	/** Add a VM to the set. */
	SCALE_OUT((estate, vm) -> estate.scaleOut()),

	/** Remove a VM from the set. */
	SCALE_IN((estate, vm) -> estate.scaleIn()),

	/** Deallocate a VM, which Azure tells. */
	STOP(SimulatedEstate::deallocate),

	/** Kill the process on a VM, which Azure does not know. */
	KILL((estate, vm) -> estate.kill(vm.name())),

	/** Accept calls and never answer. */
	HANG((estate, vm) -> estate.behave(vm.name(), OrdersInstance.Behaviour.HANG)),

	/** Answer every call with 503. */
	UNAVAILABLE((estate, vm) -> estate.behave(vm.name(), OrdersInstance.Behaviour.UNAVAILABLE)),

	/** Let Application Health report a VM as unhealthy. */
	UNHEALTHY((estate, vm) -> vm.health("unhealthy")),

	/** Announce that Azure takes a VM back in 30 seconds. */
	PREEMPT(SimulatedEstate::preempt),

	/** Tag a VM as another service. */
	RETAG((estate, vm) -> vm.tag("Discovery:Service:Name", "billing")),

	/** Answer every list with 429. */
	THROTTLE((estate, vm) -> estate.breakAzure(Fault.throttled(Duration.ofSeconds(10)))),

	/** Answer every list with 500. */
	BREAK((estate, vm) -> estate.breakAzure(Fault.status(500))),

	/** Answer every list with nothing in it. */
	EMPTY((estate, vm) -> estate.breakAzure(Fault.empty())),

	/** Let everything run and answer again. */
	MEND((estate, vm) -> estate.mend());

	private final BiConsumer<SimulatedEstate, SimulatedVm> effect;

	Action(BiConsumer<SimulatedEstate, SimulatedVm> effect) {
		this.effect = effect;
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	void on(SimulatedEstate estate, SimulatedVm vm) {
		this.effect.accept(estate, vm);
	}

}
