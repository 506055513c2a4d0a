package io.github.azurediscovery.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A program on a machine that is hibernated and resumed hours later. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ResumedMachineTests {

	private volatile Duration slept = Duration.ZERO;

	@Test
	void refreshesAtOnceAfterAResumeAndAcceptsAReplacedFleet() throws Exception {
		BlockingQueue<SnapshotChange> changes = new LinkedBlockingQueue<>();
		try (SimulatedAzure azure = SimulatedAzure.start();
				AzureDiscovery discovery = AzureDiscovery.builder()
					.azure(AzureSettings.builder()
						.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(azure.armEndpoint()))
						.credential(CredentialSettings.NONE)
						.tags(TagSettings.DEFAULT.disabled())
						.timeout(Duration.ofSeconds(5))
						.build())
					.imds(ImdsClient.builder().endpoint(azure.imdsEndpoint()).retryFor(Duration.ofSeconds(20)).build())
					.scaleSet("orders", "orders-vmss", 8080)
					.refresh(RefreshSettings.builder()
						.interval(Duration.ofHours(1))
						.jitter(0)
						.maxBackoff(Duration.ofHours(2))
						.build())
					.clock(() -> Instant.now().plus(this.slept))
					.build()) {
			azure.imds().runsOn(azure.vm("me"));
			SimulatedScaleSet set = azure.scaleSet("orders-vmss").uniform().instances(4);
			discovery.start();
			assertThat(discovery.awaitFirstRefresh(Duration.ofSeconds(20))).isTrue();
			discovery.subscribe(changes::add);
			set.scaleIn(3);
			this.slept = Duration.ofHours(5);
			assertThat(changes.take().after().instances("orders")).hasSize(1);
		}
	}

}
