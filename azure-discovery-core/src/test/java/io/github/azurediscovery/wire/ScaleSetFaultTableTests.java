package io.github.azurediscovery.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureDiscoveryBuilder;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Ten instances of a scale set of each kind, found over HTTP; then Azure has a fault.
 * What callers are offered during the fault, and once it is over. The rounds follow each
 * other in 20 ms.
 */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ScaleSetFaultTableTests {

	private static final Set<AzureOperation> NICS = EnumSet.of(AzureOperation.NIC_LIST,
			AzureOperation.UNIFORM_NIC_LIST);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final AtomicInteger rounds = new AtomicInteger();

	private AzureDiscovery discovery;

	@AfterEach
	void close() {
		if (this.discovery != null) {
			this.discovery.close();
		}
		this.azure.close();
	}

	static Stream<Arguments> faultsThatHideNobody() {
		List<Arguments> table = Stream
			.of(Arguments.of("NIC list 429 once", AzureFault.throttled(Duration.ofSeconds(1)).once(), NICS),
					Arguments.of("NIC list 429 for ever", AzureFault.throttled(Duration.ofSeconds(1)), NICS),
					Arguments.of("every status list 429", AzureFault.throttled(Duration.ofSeconds(1)),
							AzureOperation.status()),
					Arguments.of("every status list 403", AzureFault.status(403), AzureOperation.status()),
					Arguments.of("list 500", AzureFault.status(500), AzureOperation.arm()),
					Arguments.of("connection closed", AzureFault.dropped(), AzureOperation.arm()),
					Arguments.of("truncated body", AzureFault.truncated(), AzureOperation.arm()),
					Arguments.of("half a document", AzureFault.malformed(), AzureOperation.arm()),
					Arguments.of("HTML instead of JSON", AzureFault.html(), AzureOperation.arm()),
					Arguments.of("looping next link", AzureFault.loopingNextLink(), NICS))
			.toList();
		return Stream.of(Estate.values())
			.flatMap((estate) -> table.stream()
				.map((row) -> Arguments.of(estate, row.get()[0], row.get()[1], row.get()[2])));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("faultsThatHideNobody")
	void offersTenInstancesDuringAndAfterTheFault(Estate estate, String name, AzureFault fault,
			Set<AzureOperation> operations) {
		List<SimulatedVm> vms = discoverTen(estate);
		List<String> before = offered();
		this.azure.fault(fault, operations);
		long failed = this.azure.requests().count(operations.toArray(AzureOperation[]::new));
		eventually(() -> this.azure.requests().count(operations.toArray(AzureOperation[]::new)) > failed);
		offersAllTheTime(before, 3);
		this.azure.clearFaults();
		takesANewAnswer();
		offersAllTheTime(before, 3);
		vms.get(3).delete();
		eventually(() -> offered().size() == 9);
	}

	@ParameterizedTest
	@EnumSource
	void offersTenInstancesIfEveryStatusListIsThrottledFromTheStart(Estate estate) {
		this.azure.fault(AzureFault.throttled(Duration.ofSeconds(60)), AzureOperation.status());
		discoverTen(estate);
	}

	@ParameterizedTest
	@EnumSource
	void offersTenInstancesOfATaggedSetIfEveryStatusListIsThrottledFromTheStart(Estate estate) {
		this.azure.fault(AzureFault.throttled(Duration.ofSeconds(60)), AzureOperation.status());
		estate.ten(this.azure);
		this.azure.scaleSet("orders").tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
		start(builder(settings(TagSettings.DEFAULT)));
		eventually(() -> offered().size() == 10);
	}

	@ParameterizedTest
	@EnumSource
	void instancesLeaveAfterAnEmptyListOnlyOnceConfirmed(Estate estate) {
		discoverTen(estate);
		Set<AzureOperation> lists = EnumSet.copyOf(AzureOperation.arm());
		lists.remove(AzureOperation.SCALE_SET_GET);
		this.azure.fault(AzureFault.empty(), lists);
		eventually(() -> this.discovery.status().held() == 10);
		assertThat(offered()).hasSize(10);
		eventually(() -> offered().isEmpty());
		assertThat(this.discovery.status().confirmed()).isEqualTo(10);
		this.azure.clearFaults();
		eventually(() -> offered().size() == 10);
	}

	@ParameterizedTest
	@EnumSource
	void aDeallocatedVmLeavesWithItsReason(Estate estate) {
		SimulatedVm vm = discoverTen(estate).get(3);
		vm.deallocate();
		eventually(() -> offered().size() == 9);
		assertThat(this.discovery.catalog().current().rejected())
			.anyMatch((rejection) -> rejection.name().equals(vm.name()) && rejection.detail().contains("deallocated"));
		assertThat(this.discovery.status().guarded()).isZero();
		vm.start();
		eventually(() -> offered().size() == 10);
	}

	@ParameterizedTest
	@EnumSource
	void aVmWhoseDeletionIsRetriedLeavesOnceAndStaysOut(Estate estate) {
		SimulatedVm vm = discoverTen(estate).get(3);
		List<SnapshotChange> changes = new CopyOnWriteArrayList<>();
		AzureOperation[] status = AzureOperation.status().toArray(AzureOperation[]::new);
		try (ListenerSubscription subscription = this.discovery
			.subscribe((SnapshotChange change) -> changes.add(change))) {
			assertThat(subscription).isNotNull();
			for (String state : List.of("Deleting", "Failed", "Deleting", "Failed", "Deleting")) {
				vm.provisioningState(state);
				long asked = this.azure.requests().count(status);
				eventually(() -> this.azure.requests().count(status) >= asked + 3);
			}
			vm.delete();
			eventually(() -> this.discovery.catalog().current().rejected().isEmpty());
		}
		assertThat(offered()).hasSize(9);
		List<SnapshotChange.Service> orders = changes.stream()
			.map((change) -> change.services().get("orders"))
			.filter(Objects::nonNull)
			.toList();
		assertThat(orders).flatExtracting(SnapshotChange.Service::left).hasSize(1);
		assertThat(orders).flatExtracting(SnapshotChange.Service::joined).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void anInstanceWithoutItsInterfaceLeavesOnlyOnceConfirmed(Estate estate) {
		SimulatedVm vm = discoverTen(estate).get(3);
		Semaphore answers = new Semaphore(0);
		this.azure.fault(AzureFault.of("one answer at a time", (request, truth) -> {
			answers.acquire();
			return truth.answer();
		}), NICS);
		eventually(answers::hasQueuedThreads);
		vm.nic().listed(false);
		int before = this.rounds.get();
		answers.release();
		eventually(() -> this.rounds.get() > before);
		assertThat(offered()).as("after one answer without it").hasSize(10);
		answers.release(1000);
		eventually(() -> offered().size() == 9);
		vm.nic().listed(true);
		eventually(() -> offered().size() == 10);
	}

	@Test
	void aReplacedFleetIsOfferedAtOnce() {
		discoverTen(Estate.UNIFORM);
		List<String> before = offered();
		this.azure.change(() -> this.azure.scaleSet("orders").replaceAll());
		eventually(() -> offered().stream().noneMatch(before::contains) && offered().size() == 10);
		assertThat(this.discovery.status().guarded()).isZero();
	}

	private List<SimulatedVm> discoverTen(Estate estate) {
		List<SimulatedVm> vms = estate.ten(this.azure);
		AzureDiscoveryBuilder builder = builder(settings());
		start(builder.scaleSet("orders", "orders", 8080));
		eventually(() -> offered().size() == 10);
		return vms;
	}

	private void start(AzureDiscoveryBuilder builder) {
		this.discovery = builder.build();
		this.discovery.subscribe((round, status, duration, held) -> this.rounds.incrementAndGet());
		this.discovery.start();
	}

	private static AzureDiscoveryBuilder builder(AzureSettings settings) {
		return AzureDiscovery.builder()
			.azure(settings)
			.withoutImds()
			.refresh(RefreshSettings.builder()
				.interval(Duration.ofMillis(20))
				.maxBackoff(Duration.ofMillis(40))
				.build());
	}

	private AzureSettings settings() {
		return settings(TagSettings.DEFAULT.disabled());
	}

	private AzureSettings settings(TagSettings tags) {
		return AzureSettings.builder()
			.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(this.azure.armEndpoint()))
			.credential(CredentialSettings.NONE)
			.scope(ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, SimulatedAzure.RESOURCE_GROUP))
			.tags(tags)
			.timeout(Duration.ofSeconds(5))
			.statusInterval(Duration.ofMillis(20))
			.build();
	}

	private List<String> offered() {
		var route = this.discovery.routes().route("orders");
		return (route != null) ? route.routable().stream().map(Instance::host).sorted().toList() : List.of();
	}

	private void offersAllTheTime(List<String> hosts, int rounds) {
		int end = this.rounds.get() + rounds;
		eventually(() -> {
			assertThat(offered()).as("offered after round " + this.rounds.get()).isEqualTo(hosts);
			return this.rounds.get() >= end;
		});
	}

	/** Wait until the source has answered once more, without an error. */
	private void takesANewAnswer() {
		Instant before = this.discovery.sources().get(0).lastSuccess();
		eventually(() -> {
			SourceStatus source = this.discovery.sources().get(0);
			return source.error() == null && source.lastSuccess().isAfter(before);
		});
	}

	private static void eventually(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5)).until(condition);
	}

	/** What kind of scale set it is. */
	enum Estate {

		UNIFORM {
			@Override
			List<SimulatedVm> ten(SimulatedAzure azure) {
				return azure.scaleSet("orders").uniform().instances(10).instances();
			}
		},
		FLEXIBLE {
			@Override
			List<SimulatedVm> ten(SimulatedAzure azure) {
				return azure.scaleSet("orders").flexible().instances(10).instances();
			}
		};

		abstract List<SimulatedVm> ten(SimulatedAzure azure);

	}

}
