package io.github.azurediscovery.sample.simulation;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;

/** An action that a visitor can apply to the simulated Azure. */
enum SimulationAction {

	/** Add a VM to the set. */
	SCALE_OUT,

	/** Remove a VM from the set. */
	SCALE_IN,

	/** Deallocate a VM, which Azure reports. */
	STOP,

	/** Kill the process on a VM, which Azure does not notice. */
	KILL,

	/** Accept calls and never answer. */
	HANG,

	/** Answer every call with 503. */
	UNAVAILABLE,

	/** Let Application Health report a VM as unhealthy. */
	UNHEALTHY,

	/** Announce the preemption of a VM in 30 seconds. */
	PREEMPT,

	/** Tag a VM as another service. */
	RETAG,

	/** Answer every list request with 429. */
	THROTTLE,

	/** Answer every list request with 500. */
	BREAK,

	/** Answer every list request with an empty list. */
	EMPTY,

	/** Let everything run and answer again. */
	MEND;

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Apply the action.
	 * @param estate the simulated environment
	 * @param vm the VM, requested only if the action applies to one
	 */
	void applyTo(SampleEstate estate, Supplier<SimulatedVm> vm) {
		switch (this) {
			case SCALE_OUT -> estate.scaleOut();
			case SCALE_IN -> estate.scaleIn();
			case STOP -> estate.deallocate(vm.get());
			case KILL -> estate.kill(vm.get().name());
			case HANG -> estate.behave(vm.get().name(), SampleOrdersInstance.Behaviour.HANG);
			case UNAVAILABLE -> estate.behave(vm.get().name(), SampleOrdersInstance.Behaviour.UNAVAILABLE);
			case UNHEALTHY -> vm.get().health("unhealthy");
			case PREEMPT -> estate.preempt(vm.get());
			case RETAG -> vm.get().tag("Discovery:Service:Name", "billing");
			case THROTTLE -> estate.breakAzure(AzureFault.throttled(Duration.ofSeconds(10)));
			case BREAK -> estate.breakAzure(AzureFault.status(500));
			case EMPTY -> estate.breakAzure(AzureFault.empty());
			case MEND -> estate.repair();
		}
	}

}
