package io.github.azurediscovery.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureDiscoveryBuilder;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers are offered while Azure misbehaves, over HTTP through the real SDK: ten
 * VMs, and how many of them may be called during the fault and after it.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultTableTests {

	private static final Duration INTERVAL = Duration.ofMillis(100);

	private static final Duration DEADLINE = Duration.ofSeconds(20);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final AtomicInteger rounds = new AtomicInteger();

	@BeforeEach
	void tenVms() {
		tag(this.azure.resourceGroup().vms("vm", 10));
	}

	@AfterEach
	void close() {
		this.azure.close();
	}

	static Stream<Row> faultsThatMayChangeNothing() {
		return Stream.of(
				new Row("interface list 429 once",
						(azure) -> azure.fault(AzureFault.throttled(Duration.ofSeconds(1)).once(),
								AzureOperation.NIC_LIST)),
				new Row("interface list 429 for ever",
						(azure) -> azure.fault(AzureFault.throttled(Duration.ofSeconds(1)), AzureOperation.NIC_LIST)),
				new Row("every status list 429",
						(azure) -> azure.fault(AzureFault.throttled(), AzureOperation.status())),
				new Row("every status list 403",
						(azure) -> azure.fault(AzureFault.status(403), AzureOperation.status())),
				new Row("every list 500", (azure) -> azure.fault(AzureFault.status(500), AzureOperation.arm())),
				new Row("every list 401", (azure) -> azure.fault(AzureFault.status(401), AzureOperation.arm())),
				new Row("every list 403", (azure) -> azure.fault(AzureFault.status(403), AzureOperation.arm())),
				new Row("connection closed", (azure) -> azure.fault(AzureFault.dropped(), AzureOperation.arm())),
				new Row("truncated body", (azure) -> azure.fault(AzureFault.truncated(), AzureOperation.arm())),
				new Row("half a document", (azure) -> azure.fault(AzureFault.malformed(), AzureOperation.arm())),
				new Row("HTML instead of JSON", (azure) -> azure.fault(AzureFault.html(), AzureOperation.arm())),
				new Row("looping next page",
						(azure) -> azure.pageSize(4).fault(AzureFault.loopingNextLink(), AzureOperation.NIC_LIST)),
				new Row("next page on another host", (azure) -> azure.pageSize(4)
					.fault(AzureFault.nextLinkTo("http://127.0.0.2:9"), AzureOperation.NIC_LIST)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("faultsThatMayChangeNothing")
	void offersTenInstancesDuringAndAfterTheFault(Row row) {
		try (AzureDiscovery discovery = start(settings())) {
			await(() -> offered(discovery) == 10);
			row.fault.accept(this.azure);
			offersAllTheTime(discovery, 10, 6);
			this.azure.clearFaults();
			takesANewAnswer(discovery);
			offersAllTheTime(discovery, 10, 3);
			vms().get(3).delete();
			await(() -> offered(discovery) == 9);
		}
	}

	@ParameterizedTest(name = "{0}, from the first second on")
	@MethodSource("faultsOfStatus")
	void aStatusListThatNeverSucceedsHidesNoInstance(Row row) {
		row.fault.accept(this.azure);
		try (AzureDiscovery discovery = start(settings())) {
			await(() -> offered(discovery) == 10);
			offersAllTheTime(discovery, 10, 6);
		}
	}

	static Stream<Row> faultsOfStatus() {
		return Stream.of(
				new Row("every status list 429",
						(azure) -> azure.fault(AzureFault.throttled(), AzureOperation.status())),
				new Row("every status list 403",
						(azure) -> azure.fault(AzureFault.status(403), AzureOperation.status())));
	}

	@Test
	void offersTenInstancesWhileConnectionsAreReset() {
		try (InterceptingProxy front = InterceptingProxy.of(this.azure.armEndpoint());
				AzureDiscovery discovery = start(settings(AzureEndpoints.OF_CLOUD.withResourceManager(front.uri())))) {
			await(() -> offered(discovery) == 10);
			front.resetting(true);
			offersAllTheTime(discovery, 10, 6);
			assertThat(discovery.sources().get(0).error()).isNotNull();
			front.resetting(false);
			await(() -> discovery.sources().get(0).error() == null);
			assertThat(offered(discovery)).isEqualTo(10);
		}
	}

	@Test
	void offersTenInstancesWhileTheTokenEndpointAnswers500() {
		this.azure.access().tokenRequired(true);
		this.azure.entra().tokenLifetime(Duration.ofSeconds(2)).application("shop").secret("right");
		AzureSettings settings = settings(
				AzureEndpoints.OF_CLOUD.withResourceManager(this.azure.armEndpoint())
					.withAuthority(this.azure.entra().endpoint()),
				CredentialSettings.builder(CredentialSettings.Type.CLIENT_SECRET)
					.clientId("shop")
					.tenantId("tenant")
					.clientSecret("right")
					.build(),
				SimulatedAzure.RESOURCE_GROUP);
		AzureDiscoveryBuilder builder = builder(settings).azureSources((azure) -> azure.tls(this.azure.entra().tls()));
		try (AzureDiscovery discovery = start(builder)) {
			await(() -> offered(discovery) == 10);
			this.azure.fault(AzureFault.status(500), AzureOperation.ENTRA_TOKEN);
			await(() -> discovery.sources().get(0).error() != null);
			offersAllTheTime(discovery, 10, 3);
			this.azure.clearFaults();
			await(() -> discovery.sources().get(0).error() == null);
			assertThat(offered(discovery)).isEqualTo(10);
		}
	}

	@Test
	void aVmWithoutAnInterfaceLeavesOnlyOnceConfirmed() {
		try (AzureDiscovery discovery = start(settings())) {
			await(() -> offered(discovery) == 10);
			long before = discovery.status().rounds();
			vms().get(0).nic().delete();
			await(() -> offered(discovery) == 9);
			assertThat(discovery.status().rounds() - before).as("rounds until it left").isGreaterThanOrEqualTo(2);
			offersAllTheTime(discovery, 9, 3);
		}
	}

	@Test
	void aDeallocatedVmLeavesAtOnceWithItsReason() {
		try (AzureDiscovery discovery = start(settings())) {
			await(() -> offered(discovery) == 10);
			SimulatedVm stopped = vms().get(3);
			stopped.deallocate();
			await(() -> offered(discovery) == 9);
			assertThat(discovery.catalog().current().rejected()).anySatisfy((rejection) -> {
				assertThat(rejection.name()).isEqualTo(stopped.name());
				assertThat(rejection.detail()).contains("deallocated");
			});
			offersAllTheTime(discovery, 9, 3);
		}
	}

	@Test
	void deallocatedVmsLeaveEvenIfNoneRemains() {
		try (AzureDiscovery discovery = start(settings())) {
			await(() -> offered(discovery) == 10);
			vms().forEach(SimulatedVm::deallocate);
			await(() -> offered(discovery) == 0);
		}
	}

	@Test
	void instancesLeaveAfterEmptyListsOnlyOnceConfirmed() {
		try (AzureDiscovery discovery = start(settings())) {
			await(() -> offered(discovery) == 10);
			long before = discovery.status().rounds();
			this.azure.fault(AzureFault.empty(), AzureOperation.arm());
			await(() -> discovery.catalog().current().instances("orders").stream().allMatch(Instance::held));
			assertThat(offered(discovery)).isEqualTo(10);
			await(() -> offered(discovery) == 0);
			assertThat(discovery.status().rounds() - before).as("rounds until they left").isGreaterThanOrEqualTo(2);
			this.azure.clearFaults();
			await(() -> offered(discovery) == 10);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "NIC_LIST", "RESOURCE_LIST", "VM_LIST", "VM_STATUS_LIST" })
	void anUnconfirmedEmptyListChangesNothing(AzureOperation list) {
		try (AzureDiscovery discovery = start(settings())) {
			await(() -> offered(discovery) == 10);
			this.azure.fault(AzureFault.empty().once(), list);
			offersAllTheTime(discovery, 10, 6);
			assertThat(discovery.catalog().current().instances("orders")).noneMatch(Instance::held);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "UNIFORM_INSTANCE_LIST", "UNIFORM_NIC_LIST", "FLEXIBLE_INSTANCE_LIST" })
	void anUnconfirmedEmptyListOfAScaleSetChangesNothing(AzureOperation list) {
		SimulatedScaleSet set = this.azure.scaleSet("set");
		(list.name().startsWith("UNIFORM") ? set.uniform() : set.flexible()).tag("Discovery:Service:Name", "billing")
			.tag("Discovery:Service:Port", "8080")
			.instances(10);
		try (AzureDiscovery discovery = start(settings())) {
			await(() -> offered(discovery, "billing") == 10);
			this.azure.fault(AzureFault.empty().once(), list);
			int end = this.rounds.get() + 10;
			await(() -> {
				assertThat(offered(discovery, "billing")).as("offered after round " + this.rounds.get()).isEqualTo(10);
				return this.rounds.get() >= end;
			});
			assertThat(discovery.catalog().current().instances("billing")).noneMatch(Instance::held);
		}
	}

	@Test
	void aFailingScopeDoesNotAffectTheOther() {
		tag(this.azure.resourceGroup("annex").vms("annex", 10));
		AzureSettings settings = settings(SimulatedAzure.RESOURCE_GROUP, "annex");
		try (AzureDiscovery discovery = start(settings)) {
			await(() -> offered(discovery) == 20);
			this.azure.fault(AzureFault.status(500).onPath("/resourceGroups/annex/"), AzureOperation.arm());
			this.azure.resourceGroup().vms().get(0).delete();
			await(() -> offered(discovery) == 19);
			offersAllTheTime(discovery, 19, 6);
			assertThat(discovery.catalog().current().instances("orders"))
				.filteredOn((instance) -> instance.name().startsWith("annex"))
				.hasSize(10);
		}
	}

	@Test
	void aReplacedFleetIsOfferedAtOnce() {
		try (AzureDiscovery discovery = start(settings())) {
			await(() -> offered(discovery) == 10);
			this.azure.change(() -> {
				vms().forEach(SimulatedVm::delete);
				tag(this.azure.resourceGroup().vms("green", 10));
			});
			await(() -> discovery.catalog()
				.current()
				.instances("orders")
				.stream()
				.allMatch((instance) -> instance.name().startsWith("green")));
			assertThat(offered(discovery)).isEqualTo(10);
			assertThat(discovery.status().guarded()).as("times the guard held an instance").isZero();
		}
	}

	private List<SimulatedVm> vms() {
		return this.azure.resourceGroup().vms();
	}

	private static void tag(List<SimulatedVm> vms) {
		vms.forEach((vm) -> vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080"));
	}

	private AzureSettings settings(String... groups) {
		return settings(AzureEndpoints.OF_CLOUD.withResourceManager(this.azure.armEndpoint()), CredentialSettings.NONE,
				(groups.length > 0) ? groups : new String[] { SimulatedAzure.RESOURCE_GROUP });
	}

	private AzureSettings settings(AzureEndpoints endpoints) {
		return settings(endpoints, CredentialSettings.NONE, SimulatedAzure.RESOURCE_GROUP);
	}

	private AzureSettings settings(AzureEndpoints endpoints, CredentialSettings credential, String... groups) {
		return AzureSettings.builder()
			.endpoints(endpoints)
			.credential(credential)
			.scope(ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, groups))
			.timeout(Duration.ofSeconds(2))
			.statusInterval(Duration.ofMillis(300))
			.build();
	}

	private AzureDiscoveryBuilder builder(AzureSettings settings) {
		return AzureDiscovery.builder()
			.azure(settings)
			.imds(this.azure.imdsEndpoint())
			.refresh(RefreshSettings.builder()
				.interval(INTERVAL)
				.jitter(0)
				.maxBackoff(INTERVAL.multipliedBy(3))
				.build());
	}

	private AzureDiscovery start(AzureSettings settings) {
		return start(builder(settings));
	}

	private AzureDiscovery start(AzureDiscoveryBuilder builder) {
		AzureDiscovery discovery = builder.build();
		discovery.subscribe((round, status, duration, held) -> this.rounds.incrementAndGet());
		discovery.start();
		return discovery;
	}

	/** What a caller may pick from now. */
	private static int offered(AzureDiscovery discovery) {
		return offered(discovery, "orders");
	}

	private static int offered(AzureDiscovery discovery, String service) {
		var route = discovery.routes().route(service);
		return (route != null) ? route.routable().size() : 0;
	}

	private void offersAllTheTime(AzureDiscovery discovery, int instances, int rounds) {
		int end = this.rounds.get() + rounds;
		await(() -> {
			assertThat(offered(discovery)).as("offered after round " + this.rounds.get()).isEqualTo(instances);
			return this.rounds.get() >= end;
		});
	}

	/** Wait until the source has answered once more, without an error. */
	private static void takesANewAnswer(AzureDiscovery discovery) {
		Instant before = discovery.sources().get(0).lastSuccess();
		await(() -> {
			SourceStatus source = discovery.sources().get(0);
			return source.error() == null && source.lastSuccess().isAfter(before);
		});
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(DEADLINE).pollInterval(Duration.ofMillis(5)).until(condition);
	}

	/**
	 * A row of the table.
	 *
	 * @param name what goes wrong
	 * @param fault makes it go wrong
	 */
	record Row(String name, Consumer<SimulatedAzure> fault) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
