package io.github.azurediscovery.wire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureDiscoveryBuilder;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.source.FileSource;
import io.github.azurediscovery.source.PushSource;
import io.github.azurediscovery.source.ServiceAddressDefaults;
import io.github.azurediscovery.source.StaticSource;
import io.github.azurediscovery.test.SimulatedAzure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What tags, and those who write them, can do to a whole discovery. */
class UntrustedTagsTests {

	@TempDir
	private Path folder;

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final PushSource push = new PushSource();

	@AfterEach
	void close() {
		this.azure.close();
	}

	private AzureDiscoveryBuilder discovery() {
		return AzureDiscovery.builder()
			.withoutImds()
			.source(this.push)
			.azure(AzureSettings.builder()
				.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(this.azure.armEndpoint()))
				.credential(CredentialSettings.NONE)
				.scope(ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, SimulatedAzure.RESOURCE_GROUP))
				.timeout(Duration.ofSeconds(5))
				.build());
	}

	private static Snapshot discover(AzureDiscoveryBuilder builder) throws Exception {
		try (AzureDiscovery discovery = builder.build()) {
			return discovery.discover();
		}
	}

	@Test
	void tagsAddNoVmToAServiceOfAnotherSource() throws Exception {
		this.azure.vm("intruder")
			.tag("Discovery:Service:Name", "ledger,stock,free")
			.tag("Discovery:Service:Port", "6666,6667,6668");
		this.push.replace(ServiceAddressDefaults.of("stock"), List.of("10.0.0.2:80"));
		Snapshot snapshot = discover(
				discovery().source(new StaticSource(ServiceAddressDefaults.of("ledger"), List.of("127.0.0.1:9999"))));
		assertThat(snapshot.instances("ledger")).extracting(Instance::name).containsExactly("127.0.0.1:9999");
		assertThat(snapshot.instances("stock")).extracting(Instance::name).containsExactly("10.0.0.2:80");
		assertThat(snapshot.instances("free")).extracting(Instance::name).containsExactly("intruder");
		assertThat(snapshot.rejected()).extracting(Rejection::detail)
			.containsExactlyInAnyOrder(
					"service ledger is that of source 'static:ledger', and takes no VMs by the tag convention",
					"service stock is that of source 'push', and takes no VMs by the tag convention");
	}

	@Test
	void tagsCannotDivertCallsToAForeignHost() throws Exception {
		this.azure.vm("intruder")
			.tag("Discovery:Service:Name", "management.azure.com,169.254.169.254")
			.tag("Discovery:Service:Port", "443,80");
		Snapshot snapshot = discover(discovery());
		assertThat(snapshot.services()).isEmpty();
		assertThat(snapshot.rejected()).extracting(Rejection::service)
			.containsExactlyInAnyOrder("management.azure.com", "169.254.169.254");
	}

	@Test
	void aWeightThatWouldTakeAServiceDownIsIgnoredInEverySource() throws Exception {
		this.azure.vm("vm")
			.tag("Discovery:Service:Name", "tagged")
			.tag("Discovery:Service:Port", "8080")
			.tag("Discovery:Instance:Weight", "2147483647");
		Path file = Files.writeString(this.folder.resolve("file.json"),
				"[ { \"host\": \"10.0.0.1\", \"port\": 80, \"metadata\": { \"weight\": 500000000 } } ]");
		this.push.replace("pushed",
				List.of(Instance.of("p", "pushed", "10.0.0.2", 80).metadata(Map.of("weight", "0")).build()));
		Snapshot snapshot = discover(discovery().source(new FileSource(ServiceAddressDefaults.of("filed"), file)));
		assertThat(snapshot.services()).containsExactlyInAnyOrder("tagged", "filed", "pushed")
			.allSatisfy((service) -> assertThat(snapshot.instances(service)).singleElement()
				.satisfies((instance) -> assertThat(instance.metadata()).doesNotContainKey("weight")));
		assertThat(snapshot.rejected()).hasSize(3)
			.extracting(Rejection::detail)
			.allMatch((reason) -> reason
				.endsWith("is not a number from 1 to 1000; the instance stays, with the weight of one that has none"));
	}

}
