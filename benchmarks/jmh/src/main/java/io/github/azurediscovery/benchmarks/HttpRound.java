package io.github.azurediscovery.benchmarks;

import java.time.Duration;
import java.util.Map;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.test.SimulatedAzure;

/**
 * An unchanged round over HTTP, through the SDK, of tagged VMs of services of 50 each.
 * The simulated Azure has a process of its own.
 */
final class HttpRound {

	private static final RefreshSettings OFTEN = RefreshSettings.builder()
		.interval(Duration.ofSeconds(1))
		.jitter(0)
		.maxBackoff(Duration.ofHours(1))
		.build();

	private static final int ROUNDS = 9;

	private HttpRound() {
	}

	static Map<String, Double> measure(int size) throws Exception {
		try (AzureProcess azure = AzureProcess.start(Duration.ZERO, size);
				AzureDiscovery discovery = AzureDiscovery.builder()
					.withoutImds()
					.azure(settings(azure, size))
					.refresh(OFTEN)
					.build()) {
			discovery.start();
			discovery.awaitFirstRefresh(Duration.ofMinutes(5));
			RunningRounds.await(discovery, ROUNDS);
			int known = discovery.catalog().current().size();
			if (known != size) {
				throw new IllegalStateException(known + " of " + size + " are known");
			}
			return Map.of("unchanged membership round over HTTP: processor time, Azure's aside",
					ProcessorTime.median(ROUNDS, () -> RunningRounds.await(discovery, 1)));
		}
	}

	private static AzureSettings settings(AzureProcess azure, int size) {
		return AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(azure.endpoint()))
			.credential(CredentialSettings.NONE)
			.scope(ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, AzureProcess.group(size)))
			.statusInterval(Duration.ofMinutes(10))
			.build();
	}

}
