package io.github.azurediscovery.endurance;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.Fault;
import io.github.azurediscovery.test.http.Operation;

/**
 * Causes failures one at a time: Azure fails, the clock is set, a listener hangs, or a
 * viewer connects.
 */
final class RandomTroubles {

	private static final List<Fault> FAULTS = List.of(Fault.status(500), Fault.throttled(Duration.ofSeconds(1)),
			Fault.slow(Duration.ofMillis(500)), Fault.dropped(), Fault.truncated(), Fault.malformed(), Fault.html(),
			Fault.emptyPage(), Fault.status(403));

	private static final List<Operation> OPERATIONS = List.of(Operation.RESOURCE_LIST, Operation.NIC_LIST,
			Operation.VM_LIST, Operation.VM_STATUS_LIST, Operation.IMDS_INSTANCE);

	private final SimulatedAzure azure;

	private final ApplicationProcess application;

	private final SlowViewers viewers;

	private final RandomGenerator random;

	RandomTroubles(SimulatedAzure azure, ApplicationProcess application, SlowViewers viewers, RandomGenerator random) {
		this.azure = azure;
		this.application = application;
		this.viewers = viewers;
		this.random = random;
	}

	void next() throws IOException {
		switch (this.random.nextInt(6)) {
			case 0, 1 -> this.azure.fault(FAULTS.get(this.random.nextInt(FAULTS.size())),
					OPERATIONS.get(this.random.nextInt(OPERATIONS.size())));
			case 2 -> this.azure.clearFaults();
			case 3 -> this.application.tell("step PT" + (this.random.nextInt(14_400) - 7_200) + "S");
			case 4 -> this.application.tell("hang PT" + (1 + this.random.nextInt(3)) + "S");
			default -> this.viewers.another();
		}
	}

	void end() throws IOException {
		this.azure.clearFaults();
		this.application.tell("step PT0S");
	}

}
