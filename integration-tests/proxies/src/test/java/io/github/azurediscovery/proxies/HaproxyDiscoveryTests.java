package io.github.azurediscovery.proxies;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.haproxy.BackendSettings;
import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.sink.HaproxySink;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.sink.SinkSettings;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** From the simulated Azure through discovery to a real HAProxy. */
class HaproxyDiscoveryTests {

	private static final String BACKEND = "azure-orders";

	private static final Duration INTERVAL = Duration.ofMillis(100);

	/** Long enough for the longest pause between two attempts. */
	private static final Duration AWAY = Duration.ofSeconds(60);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final AtomicInteger rounds = new AtomicInteger();

	private final HaproxyProcess haproxy = HaproxyProcess.start("admin", BACKEND, """
			backend azure-orders
			    balance roundrobin
			    load-server-state-from-file global
			    server-template srv 1-20 localhost:80 check inter 500ms fall 2 rise 1 disabled init-addr last,127.0.0.1
			""");

	private RecordedSink sink = new RecordedSink(
			new HaproxySink(HaproxyAddress.parse(this.haproxy.socket()), settings().build()));

	@BeforeEach
	void tenVms() {
		this.azure.resourceGroup()
			.vms("vm", 10)
			.forEach((vm) -> vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080"));
	}

	@AfterEach
	void close() {
		this.haproxy.close();
		this.azure.close();
	}

	private static HaproxySettings.Builder settings() {
		return HaproxySettings.builder()
			.backend(new BackendSettings("{prefix}-{name}", "azure", "roundrobin", "http", List.of()));
	}

	private AzureDiscovery start() {
		AzureDiscovery discovery = AzureDiscovery.builder()
			.azure(AzureSettings.builder()
				.endpoints(AzureEndpoints.OF_CLOUD.withResourceManager(this.azure.armEndpoint()))
				.credential(CredentialSettings.NONE)
				.scope(ScopeSettings.of(SimulatedAzure.SUBSCRIPTION, SimulatedAzure.RESOURCE_GROUP))
				.timeout(Duration.ofSeconds(2))
				.statusInterval(Duration.ofMillis(300))
				.build())
			.imds(this.azure.imdsEndpoint())
			.refresh(
					RefreshSettings.builder().interval(INTERVAL).jitter(0).maxBackoff(INTERVAL.multipliedBy(3)).build())
			.sinks(SinkSettings.builder().settle(Duration.ofMillis(20)).build())
			.sink(this.sink)
			.build();
		discovery.subscribe((round, status, duration, held) -> this.rounds.incrementAndGet());
		discovery.start();
		return discovery;
	}

	private static int members(AzureDiscovery discovery) {
		Route route = discovery.routes().route("orders");
		return (route != null) ? route.routable().size() : 0;
	}

	private boolean holds(AzureDiscovery discovery, int instances) {
		return members(discovery) == instances && this.haproxy.ready(BACKEND).size() == instances
				&& status(discovery).lag() == 0;
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(condition);
	}

	private void pass(int number) {
		int end = this.rounds.get() + number;
		await(() -> this.rounds.get() >= end);
	}

	static Stream<Row> faultsThatChangeNothing() {
		return Stream.of(
				new Row("interface list 429 once",
						(azure) -> azure.fault(AzureFault.throttled(Duration.ofSeconds(1)).once(),
								AzureOperation.NIC_LIST)),
				new Row("interface list 429",
						(azure) -> azure.fault(AzureFault.throttled(Duration.ofSeconds(1)), AzureOperation.NIC_LIST)),
				new Row("status 429", (azure) -> azure.fault(AzureFault.throttled(), AzureOperation.status())),
				new Row("status 403", (azure) -> azure.fault(AzureFault.status(403), AzureOperation.status())),
				new Row("everything 500", (azure) -> azure.fault(AzureFault.status(500), AzureOperation.arm())),
				new Row("everything 403", (azure) -> azure.fault(AzureFault.status(403), AzureOperation.arm())),
				new Row("one empty list",
						(azure) -> azure.fault(AzureFault.empty().once(), AzureOperation.RESOURCE_LIST)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("faultsThatChangeNothing")
	void noCommandIsSentWhileAzureMisbehaves(Row row) {
		try (AzureDiscovery discovery = start()) {
			await(() -> holds(discovery, 10));
			int changes = this.sink.changes();
			row.fault().accept(this.azure);
			pass(6);
			this.azure.clearFaults();
			pass(3);
			assertThat(this.sink.changes()).isEqualTo(changes);
			assertThat(holds(discovery, 10)).isTrue();
		}
	}

	@Test
	void emptyListsChangeNothingUntilTheyAreConfirmed() {
		try (AzureDiscovery discovery = start()) {
			await(() -> holds(discovery, 10));
			int changes = this.sink.changes();
			this.azure.fault(AzureFault.empty(), AzureOperation.arm());
			await(() -> discovery.catalog().current().instances("orders").stream().allMatch(Instance::held));
			assertThat(this.sink.changes()).isEqualTo(changes);
			this.azure.clearFaults();
			await(() -> holds(discovery, 10));
		}
	}

	@Test
	void aVmThatIsDeallocatedOrLosesItsInterfaceLeaves() {
		try (AzureDiscovery discovery = start()) {
			await(() -> holds(discovery, 10));
			List<SimulatedVm> vms = this.azure.resourceGroup().vms();
			vms.get(3).deallocate();
			await(() -> holds(discovery, 9));
			vms.get(5).nic().delete();
			await(() -> holds(discovery, 8));
			assertThat(discovery.sinks()).singleElement().satisfies((status) -> assertThat(status.error()).isNull());
		}
	}

	@Test
	void whileHaproxyIsAwayThereIsOneWarningAndAfterwardsEverythingIsEqual() {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		Logger logger = (Logger) LoggerFactory.getLogger("io.github.azurediscovery");
		logger.addAppender(log);
		try (AzureDiscovery discovery = start()) {
			await(() -> holds(discovery, 10));
			log.list.clear();
			this.haproxy.stop();
			await(() -> status(discovery).error() != null);
			this.azure.resourceGroup().vms().get(0).delete();
			await(() -> members(discovery) == 9);
			Awaitility.await().pollDelay(AWAY).atMost(AWAY.multipliedBy(2)).until(() -> true);
			this.haproxy.start();
			long start = System.nanoTime();
			await(() -> this.haproxy.ready(BACKEND).size() == 9 && status(discovery).error() == null);
			System.out.printf("[H6] equal %d ms after HAProxy was back%n",
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
			List<ILoggingEvent> lines = new ArrayList<>(log.list);
			assertThat(lines).filteredOn((line) -> line.getLevel() == Level.WARN)
				.filteredOn((line) -> line.getFormattedMessage().contains("haproxy:"))
				.hasSize(1);
			assertThat(lines).filteredOn((line) -> line.getLevel() == Level.INFO)
				.filteredOn((line) -> line.getFormattedMessage().contains("works again"))
				.hasSize(1);
		}
		finally {
			logger.detachAppender(log);
		}
	}

	private static SinkStatus status(AzureDiscovery discovery) {
		return discovery.sinks().get(0);
	}

	@Test
	void aReloadByHandWithoutAStateFileIsPutRight() {
		try (AzureDiscovery discovery = start()) {
			await(() -> holds(discovery, 10));
			this.haproxy.reload();
			long start = System.nanoTime();
			assertThat(this.haproxy.ready(BACKEND)).isEmpty();
			await(() -> holds(discovery, 10));
			System.out.printf("[H2] slots right %d ms after a reload without a state file%n",
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
		}
	}

	@Test
	void whatAnOperatorDrainedStaysDrainedAfterAReloadUntilItIsTakenBackOnDemand() {
		this.sink = new RecordedSink(new HaproxySink(HaproxyAddress.parse(this.haproxy.socket()),
				settings().stateFile(this.haproxy.file("state")).checkInterval(Duration.ofMillis(100)).build()));
		try (AzureDiscovery discovery = start()) {
			await(() -> holds(discovery, 10));
			int changes = this.sink.changes();
			this.haproxy.command("set server azure-orders/srv3 state drain");
			await(() -> Files.readString(this.haproxy.file("state")).matches("(?s).* srv3 \\S+ \\d+ 12 .*"));
			this.haproxy.reload();
			await(() -> status(discovery).notes().toString().contains("azure-orders/srv3 was set to drain"));
			assertThat(this.haproxy.ready(BACKEND)).hasSize(9);
			assertThat(this.sink.changes()).isEqualTo(changes);
			assertThat(discovery.reconcileSinks()).succeedsWithin(Duration.ofSeconds(30));
			assertThat(this.haproxy.ready(BACKEND)).hasSize(10);
		}
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
