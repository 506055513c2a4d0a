package io.github.azurediscovery.wire;

import java.time.Duration;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The README's example for programs without Spring, and what surrounds it. */
class ProgramWithoutSpringTests {

	private final SimulatedAzure simulated = SimulatedAzure.start();

	private AzureSettings azure;

	@BeforeEach
	void createServices() {
		this.azure = AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(this.simulated.armEndpoint()))
			.credential(CredentialSettings.NONE)
			.tags(TagSettings.DEFAULT.disabled())
			.timeout(Duration.ofSeconds(5))
			.build();
		this.simulated.imds().runsOn(this.simulated.vm("me"));
		this.simulated.scaleSet("orders-vmss").uniform().instances(3);
		this.simulated.vm("billing-1").tag("role", "billing");
		this.simulated.vm("stock-1");
		this.simulated.vm("stock-2");
	}

	@AfterEach
	void closeAzure() {
		this.simulated.close();
	}

	@Test
	void discoversOnce() throws Exception {
		// tag::once[]
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.azure(this.azure)
			.imds(this.simulated.imdsEndpoint())
			.scaleSet("orders", "orders-vmss", 8080)
			.tags("billing", 9090, "role=billing")
			.names("stock", 7070, "stock-*")
			.build()) {

			Snapshot snapshot = discovery.discover();

			for (Instance instance : snapshot.instances("orders")) {
				System.out.println(instance.name() + " at " + instance.host() + ":" + instance.port());
			}
			// end::once[]
			assertThat(snapshot.instances("orders")).hasSize(3);
			assertThat(snapshot.instances("billing")).extracting(Instance::port).containsExactly(9090);
			assertThat(snapshot.instances("stock")).hasSize(2);
			assertThat(discovery.catalog().current().size()).as("nothing was started").isZero();
		}
	}

	@Test
	void keepsRefreshing() throws Exception {
		// tag::refresh[]
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.azure(this.azure)
			.imds(this.simulated.imdsEndpoint())
			.scaleSet("orders", "orders-vmss", 8080)
			.build();
				ListenerSubscription subscription = discovery.subscribe((SnapshotChange change) -> System.out
					.println("now at revision " + change.after().revision()))) {

			discovery.start();
			discovery.awaitFirstRefresh(Duration.ofSeconds(10));

			Route route = discovery.routes().route("orders");
			// end::refresh[]
			assertThat(route.routable()).hasSize(3);
			assertThat(subscription).isNotNull();
			assertThat(discovery.sources()).extracting("name").containsExactly("scale-set:orders");
			assertThat(discovery.pendingEvents()).isNotNegative();
		}
	}

	@Test
	void reportsWhatFailed() {
		this.simulated.fault(AzureFault.status(500), AzureOperation.arm());
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.azure(this.azure)
			.imds(this.simulated.imdsEndpoint())
			.scaleSet("orders", "orders-vmss", 8080)
			.build()) {
			assertThatExceptionOfType(SourceException.class).isThrownBy(discovery::discover)
				.withMessageContaining("500");
		}
	}

	@Test
	void requestsNothingBeforeItIsStarted() {
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.azure(this.azure)
			.imds(this.simulated.imdsEndpoint())
			.scaleSet("orders", "orders-vmss", 8080)
			.build()) {
			assertThat(discovery.catalog().current().size()).isZero();
			assertThat(this.simulated.requests().requests()).isEmpty();
		}
	}

	@Test
	void aConfiguredServiceNeedsNoTagConvention() {
		this.simulated.vm("tagged").tag("Discovery:Service:Name", "tagged").tag("Discovery:Service:Port", "1");
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.withoutImds()
			.scaleSet("orders", "orders-vmss", 8080)
			.build()) {
			assertThat(discovery.sources()).extracting("name").containsExactly("scale-set:orders");
		}
	}

}
