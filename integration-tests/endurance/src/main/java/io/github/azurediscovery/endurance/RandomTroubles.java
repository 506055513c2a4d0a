package io.github.azurediscovery.endurance;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;

/**
 * Causes failures one at a time: Azure fails, the clock is set, a listener hangs, or a
 * viewer connects.
 */
final class RandomTroubles {

	private static final List<AzureFault> FAULTS = List.of(AzureFault.status(500),
			AzureFault.throttled(Duration.ofSeconds(1)), AzureFault.slow(Duration.ofMillis(500)), AzureFault.dropped(),
			AzureFault.truncated(), AzureFault.malformed(), AzureFault.html(), AzureFault.emptyPage(),
			AzureFault.status(403));

	private static final List<AzureOperation> OPERATIONS = List.of(AzureOperation.RESOURCE_LIST,
			AzureOperation.NIC_LIST, AzureOperation.VM_LIST, AzureOperation.VM_STATUS_LIST,
			AzureOperation.IMDS_INSTANCE);

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
