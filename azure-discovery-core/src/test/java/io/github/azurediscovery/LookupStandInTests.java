package io.github.azurediscovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.catalog.VmAddresses;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.ServiceAddressDefaults;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.StaticSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** One source in place of Azure's lookups, seen as this VM sees it. */
class LookupStandInTests {

	private final List<String> calls = new ArrayList<>();

	private final List<Instance> shared = new ArrayList<>();

	@Test
	void theSourceAnswersInPlaceOfTheLookups() throws Exception {
		share("a", "orders", "10.0.0.4");
		try (AzureDiscovery discovery = builder().tags("orders", 8080, "app=orders").build()) {
			assertThat(discovery.sources()).extracting("name").containsExactly("shared");
			assertThat(discovery.discover().instances("orders")).extracting(Instance::id, Instance::source)
				.containsExactly(tuple("a", "shared"));
		}
	}

	@Test
	void itStartsStopsAndClosesWithTheDiscovery() {
		AzureDiscovery discovery = builder().build();
		discovery.start();
		discovery.stop();
		discovery.start();
		discovery.close();
		assertThat(this.calls).containsExactly("replace", "start", "stop", "start", "stop", "close");
	}

	@Test
	void ownInstancesAreMarkedOrLeftOutByEachReader() throws Exception {
		share("a", "orders", "10.0.0.4");
		share("b", "orders", "10.0.0.5");
		try (AzureDiscovery discovery = builder().azure(AzureSettings.builder().ownAddress("10.0.0.5").build())
			.build()) {
			assertThat(discovery.discover().instances("orders")).extracting((each) -> each.metadata().get("self"))
				.containsExactly(null, "true");
		}
		try (AzureDiscovery discovery = builder()
			.azure(AzureSettings.builder().ownAddress("10.0.0.5").excludeSelf(true).build())
			.build()) {
			Snapshot snapshot = discovery.discover();
			assertThat(snapshot.instances("orders")).extracting(Instance::id).containsExactly("a");
			assertThat(snapshot.rejected()).extracting(Rejection::name, Rejection::reason)
				.containsExactly(tuple("b", RejectionReason.EXCLUDED_SELF));
		}
	}

	@Test
	void aServiceThatIsConfiguredInAnotherWayIsNeverTaken() throws Exception {
		share("intruder", "payments", "10.0.0.6");
		try (AzureDiscovery discovery = builder().azureSources((azure) -> azure.configured(List.of("Payments")))
			.build()) {
			Snapshot snapshot = discovery.discover();
			assertThat(snapshot.size()).isZero();
			assertThat(snapshot.rejected()).extracting(Rejection::name, Rejection::reason)
				.containsExactly(tuple("intruder", RejectionReason.SERVICE_TAKEN));
		}
	}

	@Test
	void itGivesWayToOtherSourcesExceptWithServicesOnAzure() throws Exception {
		share("intruder", "payments", "10.0.0.6");
		share("a", "orders", "10.0.0.4");
		try (AzureDiscovery discovery = builder().tags("orders", 8080, "app=orders")
			.source(new StaticSource(ServiceAddressDefaults.of("payments"), List.of("10.1.0.1:80")))
			.source(new StaticSource(ServiceAddressDefaults.of("orders"), List.of("10.1.0.2:80")))
			.build()) {
			Snapshot snapshot = discovery.discover();
			assertThat(snapshot.instances("payments")).extracting(Instance::host).containsExactly("10.1.0.1");
			assertThat(snapshot.instances("orders")).hasSize(2);
		}
	}

	@Test
	void aServiceOnAzureThatIsNotSharedIsToldOf() throws Exception {
		try (AzureDiscovery discovery = builder().tags("orders", 8080, "app=orders").build()) {
			assertThat(discovery.discover().rejected()).extracting(Rejection::service, Rejection::reason)
				.containsExactly(tuple("orders", RejectionReason.SERVICE_NOT_SHARED));
		}
	}

	@Test
	void theLookupsThemselvesLeaveOutNoVm() {
		AzureDiscoveryBuilder builder = AzureDiscovery.builder()
			.azure(AzureSettings.builder().excludeSelf(true).build())
			.tags("orders", 8080, "app=orders")
			.threadPrefix("mine")
			.withoutImds();
		AzureLookups lookups = AzureLookups.of(builder, (connection) -> {
		});
		assertThat(lookups.services()).containsExactly("orders");
		assertThat(lookups.threadPrefix()).isEqualTo("mine");
		try (AzureDiscovery alone = lookups.discovery().apply(UnaryOperator.identity())) {
			assertThat(alone.sources()).extracting("name").contains("tags:orders");
			assertThat(alone.sinks()).isEmpty();
		}
	}

	private void share(String id, String service, String address) {
		this.shared.add(Instance.of(id, service, address, 8080)
			.addresses(new VmAddresses(List.of(address), List.of()))
			.build());
	}

	private AzureDiscoveryBuilder builder() {
		return AzureDiscovery.builder().withoutImds().standIn(new SharedInstances());
	}

	private final class SharedInstances implements LookupStandIn, InstanceSource {

		@Override
		public InstanceSource replace(AzureLookups lookups) {
			LookupStandInTests.this.calls.add("replace");
			return this;
		}

		@Override
		public void start() {
			LookupStandInTests.this.calls.add("start");
		}

		@Override
		public void stop() {
			LookupStandInTests.this.calls.add("stop");
		}

		@Override
		public void close() {
			LookupStandInTests.this.calls.add("close");
		}

		@Override
		public String name() {
			return "shared";
		}

		@Override
		public SourceAnswer fetch(RefreshRound round) {
			return SourceAnswer.of(LookupStandInTests.this.shared, List.of());
		}

		@Override
		public Duration interval() {
			return Duration.ofMinutes(1);
		}

	}

}
