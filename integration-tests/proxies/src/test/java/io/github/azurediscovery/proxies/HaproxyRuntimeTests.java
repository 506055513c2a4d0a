package io.github.azurediscovery.proxies;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.haproxy.BackendFileSettings;
import io.github.azurediscovery.haproxy.BackendSettings;
import io.github.azurediscovery.haproxy.DataplaneSettings;
import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.SlotCounts;
import io.github.azurediscovery.haproxy.simulation.SimulatedDataplane;
import io.github.azurediscovery.haproxy.sink.HaproxySink;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.sink.SinkReport;
import io.github.azurediscovery.sink.SinkTarget;
import io.github.azurediscovery.sink.TargetState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The sink against a real HAProxy. Numbers that depend on the machine are printed. */
@Isolated
class HaproxyRuntimeTests {

	private static final String BACKEND = "azure-orders";

	private final List<AutoCloseable> opened = new ArrayList<>();

	private long version;

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : this.opened) {
			closeable.close();
		}
	}

	private HaproxyProcess haproxy(String section) {
		HaproxyProcess haproxy = HaproxyProcess.start("admin", BACKEND, section);
		this.opened.add(haproxy);
		return haproxy;
	}

	private static String section(int slots) {
		return section("roundrobin", slots);
	}

	private static String section(String balance, int slots) {
		return """
				backend azure-orders
				    balance %s
				    load-server-state-from-file global
				    server-template srv 1-%d localhost:80 check inter 500ms fall 2 rise 1 disabled init-addr last,127.0.0.1
				"""
			.formatted(balance, slots);
	}

	private static HaproxySettings.Builder settings() {
		return HaproxySettings.builder()
			.backend(new BackendSettings("{prefix}-{name}", "azure", "roundrobin", "http", List.of()))
			.serverOptions("check inter 500ms fall 2 rise 1");
	}

	private static HaproxySink sink(HaproxyProcess haproxy, HaproxySettings settings) {
		return new HaproxySink(HaproxyAddress.parse(haproxy.socket()), settings);
	}

	private LoopbackBackend instance() {
		LoopbackBackend backend = new LoopbackBackend();
		this.opened.add(0, backend);
		return backend;
	}

	private List<LoopbackBackend> instances(int number) {
		List<LoopbackBackend> instances = new ArrayList<>();
		while (instances.size() < number) {
			instances.add(instance());
		}
		return instances;
	}

	private static SinkTarget target(String host, int port, TargetState state) {
		return new SinkTarget(Instance.of("vm-" + host + "-" + port, "orders", host, port).build(), state, "");
	}

	private static SinkTarget[] routable(List<LoopbackBackend> instances) {
		return instances.stream()
			.map((instance) -> target("127.0.0.1", instance.port(), TargetState.ROUTABLE))
			.toArray(SinkTarget[]::new);
	}

	private DesiredState desired(SinkTarget... targets) {
		return new DesiredState(++this.version, true, Map.of("orders", Arrays.asList(targets)));
	}

	private static int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	private static void print(String bar, String text, Object... values) {
		System.out.println("[" + bar + "] " + text.formatted(values));
	}

	@Test
	void aThousandChangesAreAppliedAndReadBackWithoutAReload() throws Exception {
		HaproxyProcess haproxy = haproxy(section(1_000));
		HaproxySink sink = sink(haproxy, settings().build());
		SinkTarget[] thousand = new SinkTarget[1_000];
		for (int number = 0; number < thousand.length; number++) {
			thousand[number] = target("127.1." + number / 250 + "." + (1 + number % 250), 9, TargetState.ROUTABLE);
		}
		long pid = haproxy.pid();
		List<Long> millis = new ArrayList<>();
		for (int round = 0; round < 5; round++) {
			millis.add(applied(sink, 1_000, thousand));
			assertThat(haproxy.ready(BACKEND)).hasSize(1_000);
			SinkTarget[] down = Arrays.stream(thousand)
				.map((target) -> new SinkTarget(target.instance(), TargetState.DOWN, "probe"))
				.toArray(SinkTarget[]::new);
			millis.add(applied(sink, 1_000, down));
			assertThat(haproxy.ready(BACKEND)).isEmpty();
		}
		assertThat(haproxy.pid()).isEqualTo(pid);
		print("H1", "1,000 changes applied and read back: %s ms", millis);
	}

	private long applied(HaproxySink sink, int changes, SinkTarget... targets) throws Exception {
		long start = System.nanoTime();
		SinkReport report = sink.apply(desired(targets), ApplyMode.CHANGES);
		assertThat(report.changes()).isEqualTo(changes);
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	@Test
	void withAStateFileAReloadByHandLosesNoCall() throws Exception {
		HaproxyProcess haproxy = haproxy(section(10));
		HaproxySink sink = sink(haproxy, settings().stateFile(haproxy.file("state")).build());
		SinkTarget[] five = routable(instances(5));
		sink.apply(desired(five), ApplyMode.FULL);
		await(() -> haproxy.running(BACKEND) == 5);
		assertThat(sink.holdsApplied()).isTrue();
		Map<String, String> before = haproxy.servers(BACKEND);
		CallerLoad load = new CallerLoad(haproxy.port(), 4);
		try (load) {
			for (int reload = 0; reload < 3; reload++) {
				int calls = load.calls();
				await(() -> load.calls() > calls + 200);
				haproxy.reload();
				assertThat(haproxy.servers(BACKEND)).isEqualTo(before);
				assertThat(sink.holdsApplied()).isFalse();
				assertThat(sink.apply(desired(five), ApplyMode.FULL).changes()).isZero();
			}
		}
		assertThat(load.failures()).as(load.failure()).isZero();
		print("H2", "reload by hand with a state file: 0 of %d calls failed", load.calls());
	}

	@Test
	void aNewcomerThatIsDeadGetsNoCall() throws Exception {
		HaproxyProcess haproxy = haproxy(section(10));
		HaproxySink sink = sink(haproxy, settings().build());
		List<LoopbackBackend> living = instances(2);
		sink.apply(desired(routable(living)), ApplyMode.FULL);
		await(() -> haproxy.running(BACKEND) == 2);
		List<SinkTarget> targets = new ArrayList<>(List.of(routable(living)));
		CallerLoad load = new CallerLoad(haproxy.port(), 4);
		try (load) {
			for (int dead = 0; dead < 3; dead++) {
				targets.add(target("127.0.0.1", closedPort(), TargetState.ROUTABLE));
				sink.apply(desired(targets.toArray(SinkTarget[]::new)), ApplyMode.CHANGES);
				int calls = load.calls();
				await(() -> load.calls() > calls + 300);
			}
			assertThat(haproxy.ready(BACKEND)).hasSize(5);
			assertThat(haproxy.running(BACKEND)).isEqualTo(2);
			LoopbackBackend newcomer = instance();
			targets.add(target("127.0.0.1", newcomer.port(), TargetState.ROUTABLE));
			long start = System.nanoTime();
			sink.apply(desired(targets.toArray(SinkTarget[]::new)), ApplyMode.CHANGES);
			await(() -> newcomer.calls() > 0);
			print("H3", "a live newcomer's first call came after %d ms, with checks every 500 ms",
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
		}
		assertThat(load.failures()).as(load.failure()).isZero();
		print("H3", "dead newcomers: 0 of %d calls failed", load.calls());
	}

	@Test
	void byADataplaneApiANewcomerThatIsDeadGetsNoCallAndASlotIsFreed() throws Exception {
		HaproxyProcess haproxy = haproxy(section(10));
		SimulatedDataplane dataplane = SimulatedDataplane.before(haproxy.socket());
		this.opened.add(0, dataplane);
		HaproxySink sink = new HaproxySink(DataplaneSettings.of(dataplane.url(), SimulatedDataplane.LOGIN),
				settings().drainTimeout(Duration.ZERO).build());
		SinkTarget[] living = routable(instances(2));
		sink.apply(desired(living), ApplyMode.FULL);
		await(() -> haproxy.running(BACKEND) == 2);
		CallerLoad load = new CallerLoad(haproxy.port(), 4);
		try (load) {
			SinkTarget dead = target("127.0.0.1", closedPort(), TargetState.ROUTABLE);
			sink.apply(desired(living[0], living[1], dead), ApplyMode.CHANGES);
			int calls = load.calls();
			await(() -> load.calls() > calls + 500);
			assertThat(haproxy.ready(BACKEND)).hasSize(3);
			assertThat(haproxy.running(BACKEND)).isEqualTo(2);
			sink.apply(desired(living[1], dead), ApplyMode.CHANGES);
			assertThat(sink.slots()).containsEntry(BACKEND, new SlotCounts(2, 7, 1, 0, 0));
			assertThat(sink.holdsApplied()).isTrue();
			sink.holdsApplied();
			assertThat(sink.slots()).containsEntry(BACKEND, new SlotCounts(2, 8, 0, 0, 0));
			assertThat(haproxy.ready(BACKEND)).hasSize(2);
		}
		assertThat(load.failures()).as(load.failure()).isZero();
		print("H3", "dead newcomer, by a simulated Dataplane API: 0 of %d calls failed", load.calls());
	}

	@Test
	void theFirstOfFiveLeavesAndNoOtherSlotChangesNorDoesARestartChangeAny() throws Exception {
		HaproxyProcess haproxy = haproxy(section(10));
		HaproxySink sink = sink(haproxy, settings().build());
		List<LoopbackBackend> five = instances(5);
		sink.apply(desired(routable(five)), ApplyMode.FULL);
		Map<String, String> before = haproxy.servers(BACKEND);
		SinkReport report = sink.apply(desired(routable(five.subList(1, 5))), ApplyMode.CHANGES);
		assertThat(report.changes()).isOne();
		sink.holdsApplied();
		Map<String, String> after = haproxy.servers(BACKEND);
		assertThat(after).containsEntry("srv1", "127.0.0.1:80 5");
		after.put("srv1", before.get("srv1"));
		assertThat(after).isEqualTo(before);
		SinkReport restarted = sink(haproxy, settings().build()).apply(desired(routable(five.subList(1, 5))),
				ApplyMode.FULL);
		assertThat(restarted.changes()).isZero();
	}

	@Test
	void moreInstancesThanSlotsGetCallsAndAreDeletedOnceDrained() throws Exception {
		HaproxyProcess haproxy = haproxy(section(2));
		HaproxySink sink = sink(haproxy, settings().build());
		List<LoopbackBackend> four = instances(4);
		sink.apply(desired(routable(four)), ApplyMode.FULL);
		await(() -> haproxy.running(BACKEND) == 4);
		assertThat(sink.slots()).containsEntry(BACKEND, new SlotCounts(4, 0, 0, 0, 2));
		try (CallerLoad load = new CallerLoad(haproxy.port(), 2)) {
			await(() -> four.stream().allMatch((instance) -> instance.calls() > 5));
			sink.apply(desired(routable(four.subList(0, 2))), ApplyMode.CHANGES);
			await(() -> sink.holdsApplied() && haproxy.servers(BACKEND).size() == 2);
			assertThat(load.failures()).as(load.failure()).isZero();
		}
		haproxy.reload();
		sink.apply(desired(routable(four)), ApplyMode.FULL);
		assertThat(haproxy.ready(BACKEND)).as("after a reload, which forgets what was added").hasSize(4);
	}

	@Test
	void anOperatorsDrainStaysUntilAFullReconcile() throws Exception {
		HaproxyProcess haproxy = haproxy(section(4));
		HaproxySink sink = sink(haproxy, settings().build());
		List<LoopbackBackend> two = instances(2);
		sink.apply(desired(routable(two)), ApplyMode.FULL);
		haproxy.command("set server azure-orders/srv1 state drain; set server azure-orders/srv2 state maint");
		SinkReport report = sink.apply(desired(routable(two)), ApplyMode.RECONCILE);
		assertThat(report.changes()).isZero();
		assertThat(report.notes().get("orders")).contains("azure-orders/srv1 was set to drain",
				"azure-orders/srv2 was set to maintenance");
		sink.apply(desired(routable(two)), ApplyMode.FULL);
		assertThat(haproxy.ready(BACKEND)).hasSize(2);
	}

	@Test
	void whatAnOperatorChoseStaysAfterAReloadWithAStateFile() throws Exception {
		HaproxyProcess haproxy = haproxy(section(4));
		HaproxySink sink = sink(haproxy, settings().stateFile(haproxy.file("state")).build());
		List<LoopbackBackend> four = instances(4);
		sink.apply(desired(routable(four)), ApplyMode.FULL);
		haproxy.command("set server azure-orders/srv1 state drain; set server azure-orders/srv2 state maint;"
				+ " set server azure-orders/srv3 weight 7");
		assertThat(sink.holdsApplied()).isTrue();
		Map<String, String> before = haproxy.servers(BACKEND);
		haproxy.reload();
		assertThat(haproxy.servers(BACKEND)).isEqualTo(before);
		assertThat(sink.holdsApplied()).isFalse();
		SinkReport report = sink.apply(desired(routable(four)), ApplyMode.RECONCILE);
		assertThat(report.changes()).isZero();
		assertThat(report.notes().get("orders")).contains("azure-orders/srv1 was set to drain",
				"azure-orders/srv2 was set to maintenance");
		assertThat(haproxy.command("get weight azure-orders/srv3")).startsWith("7 ");
		assertThat(sink.slots()).containsEntry(BACKEND, new SlotCounts(2, 0, 0, 2, 0));
	}

	@Test
	void whatAnOperatorChoseStaysAfterARestartWithAStateFileAndIsGoneAfterOneWithout() throws Exception {
		HaproxyProcess haproxy = haproxy(section(4));
		HaproxySink sink = sink(haproxy, settings().stateFile(haproxy.file("state")).build());
		SinkTarget[] two = routable(instances(2));
		sink.apply(desired(two), ApplyMode.FULL);
		haproxy.command("set server azure-orders/srv1 state drain");
		assertThat(sink.holdsApplied()).isTrue();
		haproxy.stop();
		haproxy.start();
		assertThat(sink.apply(desired(two), ApplyMode.RECONCILE).changes()).isZero();
		assertThat(haproxy.ready(BACKEND)).hasSize(1);
		haproxy.stop();
		Files.writeString(haproxy.file("state"), "");
		haproxy.start();
		assertThat(sink.apply(desired(two), ApplyMode.RECONCILE).changes()).isEqualTo(2);
		assertThat(haproxy.ready(BACKEND)).hasSize(2);
	}

	@Test
	void aTemplateSlotThatWasDeletedByHandIsOneLess() throws Exception {
		HaproxyProcess haproxy = haproxy(section(4));
		haproxy.command("del server azure-orders/srv1");
		HaproxySink sink = sink(haproxy, settings().build());
		sink.apply(desired(routable(instances(1))), ApplyMode.FULL);
		assertThat(haproxy.servers(BACKEND)).containsOnlyKeys("srv2", "srv3", "srv4");
		assertThat(sink.slots()).containsEntry(BACKEND, new SlotCounts(1, 2, 0, 0, 0));
	}

	@Test
	void anAlgorithmWithoutWeightsIsFed() throws Exception {
		HaproxyProcess haproxy = haproxy(section("source", 4));
		HaproxySink sink = sink(haproxy, settings().build());
		sink.apply(desired(routable(instances(3))), ApplyMode.FULL);
		assertThat(haproxy.ready(BACKEND)).hasSize(3);
		assertThatExceptionOfType(SinkException.class)
			.isThrownBy(() -> sink.apply(desired(routable(instances(5))), ApplyMode.CHANGES))
			.satisfies((ex) -> assertThat(ex.notes().get("orders")).contains("azd-1",
					"Backend must use a dynamic load balancing"));
	}

	@Test
	void ipv6AddressesAreRecognisedAgain() throws Exception {
		HaproxyProcess haproxy = haproxy(section(1));
		HaproxySink sink = sink(haproxy, settings().build());
		SinkTarget[] two = { target("[fd00:0::1]", 8080, TargetState.ROUTABLE),
				target("[fd00::2]", 8080, TargetState.ROUTABLE) };
		assertThat(sink.apply(desired(two), ApplyMode.FULL).changes()).isEqualTo(2);
		assertThat(sink(haproxy, settings().build()).apply(desired(two), ApplyMode.FULL).changes()).isZero();
	}

	@Test
	void aSocketWithoutTheRightToChangeIsSaid() {
		HaproxyProcess haproxy = HaproxyProcess.start("user", BACKEND, section(2));
		this.opened.add(haproxy);
		HaproxySink sink = sink(haproxy, settings().build());
		assertThatExceptionOfType(SinkException.class)
			.isThrownBy(() -> sink.apply(desired(routable(instances(1))), ApplyMode.FULL))
			.withMessageContaining("Permission denied")
			.withMessageContaining("level admin");
	}

	@Test
	void newBackendsAndMoreSlotsAreWrittenCheckedAndLoaded() throws Exception {
		HaproxyProcess haproxy = haproxy("");
		HaproxySettings settings = settings().stateFile(haproxy.file("state"))
			.backendFile(BackendFileSettings.of(haproxy.file("azure.cfg"), haproxy.masterSocket(),
					haproxy.checkCommand(), Duration.ZERO))
			.build();
		HaproxySink sink = sink(haproxy, settings);
		long start = System.nanoTime();
		List<LoopbackBackend> eleven = instances(11);
		SinkReport report = sink.apply(desired(routable(eleven.subList(0, 3))), ApplyMode.FULL);
		print("file", "a new backend was written, checked, loaded and filled in %d ms",
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
		assertThat(report.notes()).isEmpty();
		await(() -> haproxy.running(BACKEND) == 3);
		CallerLoad load = new CallerLoad(haproxy.port(), 2);
		try (load) {
			sink.holdsApplied();
			sink.apply(desired(routable(eleven)), ApplyMode.CHANGES);
			assertThat(haproxy.servers(BACKEND)).hasSize(12);
			await(() -> haproxy.running(BACKEND) == 11);
		}
		assertThat(load.failures()).as(load.failure()).isZero();
		assertThat(sink.reloads()).isEqualTo(2);
		assertThat(sink.holdsApplied()).isTrue();
	}

	@Test
	void aFileThatHaproxyRefusesNeverTakesItsPlace() throws Exception {
		HaproxyProcess haproxy = haproxy("");
		HaproxySettings settings = HaproxySettings.builder()
			.backend(new BackendSettings("{prefix}-{name}", "azure", "roundrobin", "http", List.of("nonsense on")))
			.backendFile(BackendFileSettings.of(haproxy.file("azure.cfg"), haproxy.masterSocket(),
					haproxy.checkCommand(), Duration.ZERO))
			.build();
		long pid = haproxy.pid();
		SinkReport report = sink(haproxy, settings).apply(desired(routable(instances(1))), ApplyMode.FULL);
		assertThat(report.notes().get("orders")).contains("[ALERT]", "nonsense");
		assertThat(Files.readString(haproxy.file("azure.cfg"))).isEmpty();
		assertThat(haproxy.pid()).isEqualTo(pid);
	}

	@Test
	void theSectionThatANoteProposesWorks() throws Exception {
		HaproxyProcess haproxy = haproxy(section(2));
		HaproxySink sink = sink(haproxy, settings().stateFile(haproxy.file("state")).build());
		Instance billing = Instance.of("b-1", "billing", "127.0.0.1", instance().port()).build();
		DesiredState desired = new DesiredState(1, true,
				new TreeMap<>(Map.of("billing", List.of(new SinkTarget(billing, TargetState.ROUTABLE, "")))));
		String note = sink.apply(desired, ApplyMode.FULL).notes().get("billing");
		Path file = haproxy.file("azure.cfg");
		Files.writeString(file, section(2) + note.substring(note.indexOf("backend azure-billing\n")) + "\n");
		haproxy.reload();
		assertThat(sink.holdsApplied()).isFalse();
		assertThat(sink.apply(desired, ApplyMode.FULL).notes()).isEmpty();
		await(() -> haproxy.running("azure-billing") == 1);
	}

}
