package io.github.azurediscovery.fleet.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.fleet.FleetMember;
import io.github.azurediscovery.fleet.FleetSettings;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.test.SimulatedAzure;

/**
 * A candidate in a process of its own: its arguments are store, trust, Azure and name.
 */
final class CandidateProcess {

	private CandidateProcess() {
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		AzureSettings settings = AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(URI.create(arguments[2])))
			.credential(CredentialSettings.builder(CredentialSettings.Type.NONE).build())
			.scope(new ScopeSettings(List.of(SimulatedAzure.SUBSCRIPTION), List.of(SimulatedAzure.RESOURCE_GROUP),
					List.of()))
			.build();
		FleetStore store = open(arguments[0], Path.of(arguments[1]));
		AzureDiscovery discovery = AzureDiscovery.builder()
			.azure(settings)
			.scaleSet("orders", "orders", 8080)
			.withoutImds()
			.refresh(RefreshSettings.builder().interval(Duration.ofSeconds(1)).build())
			.standIn(FleetMember.of(store,
					FleetSettings.builder()
						.candidate(true)
						.lease(Duration.ofSeconds(15))
						.readInterval(Duration.ofSeconds(3))
						.name(arguments[3])
						.build()))
			.build();
		discovery.subscribe((change) -> System.out.println("CHANGED " + change.services()));
		discovery.start();
		Thread.sleep(Duration.ofMinutes(5).toMillis());
	}

	/** Open a store in front of Azurite. */
	static FleetStore open(String url, Path certificate) throws IOException {
		var tls = AzuriteServer.trusting(certificate);
		return BlobFleetStore.open(StoreAddress.parse(url), AzureSettings.DEFAULT, (connection) -> connection.tls(tls)
			.credential(AzureCredential.of(AzuriteServer.tokens("https://storage.azure.com"))));
	}

}
