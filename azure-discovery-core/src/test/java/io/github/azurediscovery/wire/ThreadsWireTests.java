package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.test.SimulatedAzure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is left of a discovery that has asked Azure over HTTP, with tokens of Entra. */
@Timeout(180)
@Isolated
class ThreadsWireTests {

	private static final String CLIENT = "22222222-0000-0000-0000-000000000002";

	private final SimulatedAzure azure = SimulatedAzure.start();

	@AfterEach
	void close() {
		this.azure.close();
	}

	@Test
	void closeLeavesNoThreadAfterManyStartsAndStops() throws Exception {
		this.azure.entra().application(CLIENT).secret("right");
		this.azure.scaleSet("orders").uniform().instances(3);
		this.azure.access().tokenRequired(true);
		Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
		for (int i = 0; i < 3; i++) {
			startStopStartAndClose();
		}
		await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
			System.gc();
			assertThat(left(before)).as("still there").isEmpty();
		});
	}

	private void startStopStartAndClose() {
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.azure(settings())
			.imds(this.azure.imdsEndpoint())
			.azureSources((azure) -> azure.tls(this.azure.entra().tls()))
			.refresh(RefreshSettings.builder()
				.interval(Duration.ofMillis(50))
				.maxBackoff(Duration.ofMillis(100))
				.build())
			.scaleSet("orders", "orders", 8080)
			.build()) {
			for (int i = 0; i < 3; i++) {
				discovery.start();
				assertThat(discovery.awaitFirstRefresh(Duration.ofSeconds(30))).isTrue();
				assertThat(discovery.catalog().current().instances("orders")).hasSize(3);
				discovery.stop();
			}
		}
	}

	/** Ours, and those of the JDK's HTTP client, which end once it is unreferenced. */
	private static List<String> left(Set<Thread> before) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !before.contains(thread))
			.map(Thread::getName)
			.filter((name) -> name.startsWith("azure-discovery") || name.startsWith("HttpClient-"))
			.toList();
	}

	private AzureSettings settings() {
		return AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(this.azure.armEndpoint())
				.withAuthority(this.azure.entra().endpoint()))
			.credential(CredentialSettings.builder(CredentialSettings.Type.CLIENT_SECRET)
				.clientId(CLIENT)
				.tenantId("11111111-0000-0000-0000-000000000001")
				.clientSecret("right")
				.build())
			.scope(ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, SimulatedAzure.RESOURCE_GROUP))
			.build();
	}

}
