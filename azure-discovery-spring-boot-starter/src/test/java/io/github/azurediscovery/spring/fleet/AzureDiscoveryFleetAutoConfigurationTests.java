package io.github.azurediscovery.spring.fleet;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.LookupStandIn;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.fleet.FleetMember;
import io.github.azurediscovery.fleet.store.FleetStore;
import io.github.azurediscovery.fleet.store.InMemoryFleetStore;
import io.github.azurediscovery.spring.actuate.AzureDiscoveryViewAutoConfiguration;
import io.github.azurediscovery.spring.actuate.DiscoveryViewFactory;
import io.github.azurediscovery.spring.actuate.FleetView;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalogAutoConfiguration;
import io.github.azurediscovery.test.SimulatedAzure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Applications that share one poller by their properties. */
class AzureDiscoveryFleetAutoConfigurationTests {

	private static final String STORE = "azure.discovery.fleet.store=https://shop.blob.core.windows.net/fleet";

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final InMemoryFleetStore store = new InMemoryFleetStore(InstantSource.system());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class,
				ServiceInstanceCatalogAutoConfiguration.class, AzureDiscoveryViewAutoConfiguration.class,
				AzureDiscoveryFleetAutoConfiguration.class, AzureDiscoveryFleetMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	@AfterEach
	void close() {
		this.azure.close();
	}

	private ApplicationContextRunner member() {
		this.azure.vm("orders-1").tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
		this.azure.vm("orders-2").tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
		Map<String, String> properties = this.azure.properties();
		return this.runner.withBean(FleetStore.class, () -> this.store)
			.withPropertyValues(Stream
				.concat(properties.entrySet().stream().map((each) -> each.getKey() + "=" + each.getValue()),
						Stream.of(STORE, "azure.discovery.refresh.interval=200ms",
								"azure.discovery.fleet.read-interval=5s", "azure.discovery.startup.timeout=30s"))
				.toArray(String[]::new));
	}

	private ApplicationContextRunner candidate() {
		return member().withPropertyValues("azure.discovery.fleet.candidate=true",
				"azure.discovery.fleet.name=agent-1");
	}

	@Test
	void withoutAStoreAzureIsAskedAsEver() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(LookupStandIn.class)
			.doesNotHaveBean(FleetStore.class));
	}

	@Test
	void theStoreReplacesAllLookups() {
		this.runner.withPropertyValues(STORE, "azure.discovery.startup.timeout=0", "azure.discovery.imds.enabled=false")
			.run((context) -> {
				assertThat(context).hasSingleBean(FleetMember.class);
				assertThat(context.getBean(AzureDiscovery.class).sources()).extracting("name").containsExactly("fleet");
			});
	}

	@Test
	void aMemberReadsWhatTheCandidateFound() {
		candidate().run((candidate) -> {
			assertThat(candidate).hasNotFailed();
			assertThat(candidate.getBean(AzureDiscovery.class).catalog().current().instances("orders")).hasSize(2);
			this.azure.requests().clear();
			member()
				.withPropertyValues(
						"azure.discovery.instance.own-address=" + address(candidate.getBean(AzureDiscovery.class)))
				.run((member) -> {
					AzureDiscovery discovery = member.getBean(AzureDiscovery.class);
					assertThat(discovery.catalog().current().instances("orders"))
						.extracting((each) -> each.source(), (each) -> each.metadata().get("self"))
						.containsOnlyOnce(tuple("fleet", "true"))
						.hasSize(2);
					FleetView view = member.getBean(DiscoveryViewFactory.class).all().fleet();
					assertThat(view).isNotNull();
					assertThat(view.member()).isTrue();
					assertThat(view.poller()).isFalse();
					assertThat(view.pollerName()).isEqualTo("agent-1");
					assertThat(view.headAge()).isLessThan(Duration.ofSeconds(10));
					MeterRegistry meters = meters(member.getBean(FleetMetrics.class));
					assertThat(meters.get("azure.discovery.fleet.term").gauge().value()).isEqualTo(1);
					assertThat(meters.get("azure.discovery.fleet.poller").gauge().value()).isZero();
					assertThat(meters.get("azure.discovery.fleet.head.age").timeGauge().value()).isBetween(-1.0, 10.0);
				});
			MeterRegistry meters = meters(candidate.getBean(FleetMetrics.class));
			assertThat(meters.get("azure.discovery.fleet.poller").gauge().value()).isEqualTo(1);
		});
		assertThat(this.store.requests("releaseLease")).as("the seat is free when the poller has ended").isEqualTo(1);
	}

	@Test
	void servicesAreLimitedAndLocalOnesNeverTaken() {
		this.azure.vm("intruder").tag("Discovery:Service:Name", "payments").tag("Discovery:Service:Port", "8080");
		candidate().run((candidate) -> {
			member()
				.withPropertyValues("azure.discovery.services.payments.static=10.1.0.1:80",
						"azure.discovery.services.stock.names=stock-*")
				.run((member) -> {
					var snapshot = member.getBean(AzureDiscovery.class).catalog().current();
					assertThat(snapshot.instances("payments")).extracting(Instance::host).containsExactly("10.1.0.1");
					assertThat(snapshot.rejected()).extracting(Rejection::service, Rejection::reason)
						.contains(tuple("payments", RejectionReason.SERVICE_TAKEN),
								tuple("stock", RejectionReason.SERVICE_NOT_SHARED));
				});
			member().withPropertyValues("azure.discovery.fleet.services=pay*")
				.run((member) -> assertThat(member.getBean(AzureDiscovery.class).catalog().current().services())
					.containsExactly("payments"));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "lease=10s | fleet.lease is PT10S but must be from 15 s",
					"store=http://shop.blob.core.windows.net/fleet | fleet.store is http://shop",
					"read-interval=1s | fleet.read-interval is PT1S but must be 5 s",
					"candidate=true | scope.subscriptions is not set but must be set with fleet.candidate" })
	void aBadSettingStopsTheStartWithItsReason(String setting, String message) {
		this.runner.withPropertyValues(STORE, "azure.discovery.fleet." + setting, "azure.discovery.imds.enabled=false")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(message));
	}

	private static MeterRegistry meters(FleetMetrics metrics) {
		MeterRegistry meters = new SimpleMeterRegistry();
		metrics.bindTo(meters);
		return meters;
	}

	private static String address(AzureDiscovery discovery) {
		return discovery.catalog().current().instances("orders").get(0).host();
	}

}
