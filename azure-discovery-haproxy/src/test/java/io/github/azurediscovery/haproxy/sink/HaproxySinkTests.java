package io.github.azurediscovery.haproxy.sink;

import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.haproxy.BackendSettings;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.SlotCounts;
import io.github.azurediscovery.haproxy.simulation.DesiredStates;
import io.github.azurediscovery.haproxy.slot.SlotReconciler;
import io.github.azurediscovery.haproxy.wanted.HostResolver;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.sink.SinkReport;
import io.github.azurediscovery.sink.SinkTarget;
import io.github.azurediscovery.sink.TargetState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The sink as a whole, against HAProxy's commands at a socket. */
class HaproxySinkTests extends SlotContractTests {

	private HaproxySettings settings = HaproxySettings.DEFAULT;

	private HostResolver.NameLookup names = (name) -> {
		throw new UnknownHostException(name);
	};

	@Override
	HaproxySink newSink() {
		return new HaproxySink(this.haproxy.address(), this.settings, Duration.ofMillis(300),
				new HostResolver((name) -> this.names.addresses(name)), this.nanos::get);
	}

	@Override
	List<String> sent() {
		return this.haproxy.lines;
	}

	private Path keepState() {
		Path file = this.directory.resolve("state");
		this.settings = HaproxySettings.builder().stateFile(file).build();
		restartAgent();
		return file;
	}

	@Test
	void isNamedAfterItsSocket() {
		assertThat(this.sink.name()).isEqualTo("haproxy:" + this.directory.resolve("admin.sock"));
	}

	@Test
	void routableInstancesTakeTheLowestSlotsAndWaitForTheirCheck() throws Exception {
		SinkReport report = apply(DesiredStates.routable(1), DesiredStates.down(2), DesiredStates.routable(3));
		assertThat(this.haproxy.slots(BACKEND)).startsWith("srv1 10.0.0.1:8080 ready down",
				"srv2 10.0.0.3:8080 ready down", "srv3 127.0.0.1:80 maintenance down");
		assertThat(report.changes()).isEqualTo(2);
		assertThat(report.notes()).isEmpty();
		assertThat(this.haproxy.lines).containsExactly(
				"set server azure-orders-8080/srv1 addr 10.0.0.1 port 8080;set server azure-orders-8080/srv1 weight 100;"
						+ "set server azure-orders-8080/srv1 state ready;set server azure-orders-8080/srv1 health down;"
						+ "set server azure-orders-8080/srv2 addr 10.0.0.3 port 8080;set server azure-orders-8080/srv2 weight 100;"
						+ "set server azure-orders-8080/srv2 state ready;set server azure-orders-8080/srv2 health down");
	}

	@Test
	void joinsComeBeforeLeaves() throws Exception {
		apply(DesiredStates.routable(1, 2));
		this.haproxy.lines.clear();
		apply(DesiredStates.routable(2, 3));
		assertThat(this.haproxy.lines).singleElement()
			.satisfies((line) -> assertThat(line).containsSubsequence("srv3 addr 10.0.0.3", "srv1 state drain"));
	}

	@Test
	void whatAnOperatorChoseStaysAfterAReloadThatRestoresIt() throws Exception {
		keepState();
		apply(DesiredStates.routable(1, 4));
		this.haproxy
			.command("set server azure-orders-8080/srv1 state maint;set server azure-orders-8080/srv2 state drain;"
					+ "set server azure-orders-8080/srv3 weight 5");
		assertThat(this.sink.holdsApplied()).isTrue();
		this.haproxy.reloadWithState();
		assertThat(this.sink.holdsApplied()).isFalse();
		SinkReport report = apply(ApplyMode.RECONCILE, DesiredStates.complete(DesiredStates.routable(1, 4)));
		assertThat(report.changes()).isZero();
		assertThat(report.notes().get("orders")).contains("srv1 was set to maintenance", "srv2 was set to drain");
		assertThat(this.haproxy.ready(BACKEND)).containsExactly("10.0.0.3:8080", "10.0.0.4:8080");
		assertThat(this.haproxy.server(BACKEND, "srv3").weight).isEqualTo(5);
		apply(ApplyMode.FULL, DesiredStates.complete(DesiredStates.routable(1, 4)));
		assertThat(this.haproxy.ready(BACKEND)).hasSize(4);
	}

	@Test
	void anOperatorWhoTakesItBackLeavesItToDiscovery() throws Exception {
		keepState();
		apply(DesiredStates.routable(1, 2));
		this.haproxy.command("set server azure-orders-8080/srv2 state drain");
		this.sink.holdsApplied();
		this.haproxy.command("set server azure-orders-8080/srv2 state ready");
		this.sink.holdsApplied();
		apply(DesiredStates.routable(1), DesiredStates.down(2));
		assertThat(this.haproxy.slots(BACKEND)).contains("srv2 10.0.0.2:8080 drain");
	}

	@Test
	void anOperatorsMaintenanceIsNoFreeSlot() throws Exception {
		apply(DesiredStates.routable(1, 2));
		this.haproxy.command("set server azure-orders-8080/srv1 state maint");
		apply(DesiredStates.routable(1, 3));
		assertThat(this.haproxy.slots(BACKEND)).startsWith("srv1 10.0.0.1:8080 maintenance down",
				"srv2 10.0.0.2:8080 ready down", "srv3 10.0.0.3:8080 ready down");
		apply(DesiredStates.routable(2, 3));
		this.sink.holdsApplied();
		assertThat(this.haproxy.slots(BACKEND)).first().isEqualTo("srv1 127.0.0.1:80 maintenance down");
	}

	@Test
	void aSlotDeletedByHandIsOneSlotLess() throws Exception {
		this.haproxy.command("del server azure-orders-8080/srv1");
		apply(DesiredStates.routable(1));
		assertThat(this.haproxy.slots(BACKEND)).first().isEqualTo("srv2 10.0.0.1:8080 ready down");
		assertThat(this.sink.slots()).containsEntry(BACKEND, new SlotCounts(1, 8, 0, 0, 0));
	}

	@Test
	void moreInstancesThanSlotsAreAddedAtRunTime() throws Exception {
		SinkReport report = apply(DesiredStates.routable(1, 12));
		assertThat(this.haproxy.slots(BACKEND)).endsWith("azd-1 10.0.0.11:8080 ready down",
				"azd-2 10.0.0.12:8080 ready down");
		assertThat(this.haproxy.server(BACKEND, "azd-1").check).isEqualTo(6);
		assertThat(report.notes().get("orders")).contains("2 servers", "Raise the server-template of " + BACKEND);
		assertThat(this.sink.slots()).containsEntry(BACKEND, new SlotCounts(12, 0, 0, 0, 2));
		apply(DesiredStates.routable(1, 11));
		this.sink.holdsApplied();
		assertThat(this.haproxy.slots(BACKEND)).hasSize(11).noneMatch((slot) -> slot.startsWith("azd-2"));
	}

	@Test
	void aServerThatIsAddedHasItsWeightAndItsCheckBeforeItIsLetIn() throws Exception {
		apply(DesiredStates.routable(1, 11));
		assertThat(this.haproxy.lines).singleElement()
			.satisfies((line) -> assertThat(line).containsSubsequence("add server azure-orders-8080/azd-1",
					"azd-1 weight 100", "enable health azure-orders-8080/azd-1", "azd-1 state ready",
					"azd-1 health down"));
	}

	@Test
	void aServerThatWasAddedAndWhoseCheckIsOffIsCheckedBeforeItIsLetIn() throws Exception {
		apply(DesiredStates.routable(1, 11));
		this.haproxy.server(BACKEND, "azd-1").check = 2;
		this.haproxy.command("set server azure-orders-8080/azd-1 state maint");
		apply(ApplyMode.FULL, DesiredStates.complete(DesiredStates.routable(1, 11)));
		assertThat(this.haproxy.server(BACKEND, "azd-1").check).isEqualTo(6);
		this.haproxy.lines.clear();
		this.haproxy.command("set server azure-orders-8080/azd-1 state maint");
		apply(ApplyMode.FULL, DesiredStates.complete(DesiredStates.routable(1, 11)));
		assertThat(this.haproxy.lines).singleElement()
			.satisfies((line) -> assertThat(line).doesNotContain("enable health"));
	}

	@Test
	void aCommandThatCouldNotBeReadBackIsNoOperatorsChoice() throws Exception {
		apply(DesiredStates.routable(1, 2));
		this.haproxy.answers = (answer) -> {
			this.haproxy.silent |= answer.isBlank();
			return answer;
		};
		assertThatExceptionOfType(SinkException.class)
			.isThrownBy(() -> apply(DesiredStates.routable(1), DesiredStates.down(2)));
		this.haproxy.answers = (answer) -> answer;
		this.haproxy.silent = false;
		assertThat(this.haproxy.ready(BACKEND)).as("the command arrived").hasSize(1);
		Awaitility.await().ignoreExceptions().until(() -> {
			apply(DesiredStates.routable(1, 2));
			return true;
		});
		assertThat(this.haproxy.ready(BACKEND)).hasSize(2);
	}

	@Test
	void aNearlyFullTemplateIsANote() throws Exception {
		assertThat(apply(DesiredStates.routable(1, 7)).notes()).isEmpty();
		assertThat(apply(DesiredStates.routable(1, 8)).notes()).containsEntry("orders",
				"8 of 10 slots are taken. Raise the server-template of " + BACKEND + " to 12");
	}

	@Test
	void aMissingBackendIsANoteWithTheSectionAndFailsNothingElse() throws Exception {
		SinkReport report = apply(DesiredStates.routable(1),
				new SinkTarget(Instance.of("b-1", "billing", "10.0.1.1", 9090).region("westeurope").build(),
						TargetState.ROUTABLE, ""));
		assertThat(this.haproxy.ready(BACKEND)).hasSize(1);
		assertThat(report.notes().get("billing")).contains("no backend azure-billing-9090-westeurope",
				"backend azure-billing-9090-westeurope\n    mode http\n    balance roundrobin\n"
						+ "    server-template srv 1-10 localhost:80 check inter 2s fall 2 rise 1 disabled init-addr last,127.0.0.1");
	}

	@Test
	void twoServicesInOneBackendAreNotMixed() throws Exception {
		this.settings = HaproxySettings.builder()
			.backend(new BackendSettings("{name}", "", "roundrobin", "http", List.of()))
			.build();
		restartAgent();
		this.haproxy.backend("a-b", 10);
		SinkTarget second = new SinkTarget(Instance.of("x-1", "a_b", "10.0.1.1", 80).build(), TargetState.ROUTABLE, "");
		SinkTarget first = new SinkTarget(Instance.of("y-1", "a-b", "10.0.1.2", 80).build(), TargetState.ROUTABLE, "");
		SinkTarget third = new SinkTarget(Instance.of("z-1", "a b", "10.0.1.3", 80).build(), TargetState.ROUTABLE, "");
		apply(first);
		SinkReport report = apply(first, third);
		assertThat(this.haproxy.ready("a-b")).as("the first keeps it, whatever the order of names")
			.containsExactly("10.0.1.2:80");
		assertThat(report.notes()).containsOnlyKeys("a b");
		assertThat(report.notes().get("a b")).contains("a-b belongs to service a-b", "haproxy.backend.name");
		apply(first, second, third);
		assertThat(this.haproxy.ready("a-b")).containsExactly("10.0.1.2:80");
	}

	@Test
	void nothingFromATagIsInACommand() throws Exception {
		Instance hostile = Instance.of("vm;1\nshutdown", "orders", "10.0.0.1", 8080)
			.name("vm;shutdown sessions\n")
			.metadata(Map.of("weight", "5;disable frontend f", "zone", "1\nset"))
			.build();
		apply(new SinkTarget(hostile, TargetState.ROUTABLE, "x;y"));
		assertThat(this.haproxy.lines).singleElement()
			.satisfies((line) -> assertThat(line.split(";")).allMatch(
					(command) -> command.matches("set server azure-orders-8080/srv1 (addr 10\\.0\\.0\\.1 port 8080"
							+ "|weight 100|state ready|health down)")));
	}

	@Test
	void aRefusedCommandFailsWithItsSlotAndAnswer() {
		this.haproxy.readOnly = true;
		assertThatExceptionOfType(SinkException.class).isThrownBy(() -> apply(DesiredStates.routable(1)))
			.withMessageContaining("azure-orders-8080/srv1: Permission denied")
			.withMessageContaining("level admin")
			.satisfies((ex) -> assertThat(ex.notes()).containsEntry("orders",
					"azure-orders-8080/srv1: Permission denied"));
	}

	@Test
	void aHostNameIsResolvedHereAndKeepsItsAddress() throws Exception {
		Map<String, List<String>> zone = new TreeMap<>(Map.of("one.internal", List.of("10.0.5.1", "10.0.5.2")));
		this.names = (name) -> {
			if (!zone.containsKey(name)) {
				throw new UnknownHostException(name);
			}
			return zone.get(name);
		};
		SinkReport report = apply(DesiredStates.at(1, "one.internal", 8080), DesiredStates.at(2, "two.internal", 8080));
		assertThat(this.haproxy.ready(BACKEND)).containsExactly("10.0.5.1:8080");
		assertThat(report.notes().get("orders")).contains("two.internal", "cannot be resolved");
		zone.put("one.internal", List.of("10.0.5.2", "10.0.5.1"));
		apply(DesiredStates.at(1, "one.internal", 8080));
		zone.clear();
		apply(DesiredStates.at(1, "one.internal", 8080));
		assertThat(this.haproxy.ready(BACKEND)).containsExactly("10.0.5.1:8080");
	}

	@Test
	void aNameServerThatIsAwayRemovesNoServer() throws Exception {
		this.names = (name) -> List.of("10.0.5.1");
		apply(DesiredStates.at(1, "one.internal", 8080), DesiredStates.routable(2));
		this.names = (name) -> {
			throw new UnknownHostException(name);
		};
		restartAgent();
		apply(ApplyMode.FULL,
				DesiredStates.complete(DesiredStates.at(1, "one.internal", 8080), DesiredStates.routable(2)));
		assertThat(this.haproxy.ready(BACKEND)).containsExactly("10.0.5.1:8080", "10.0.0.2:8080");
	}

	@Test
	void theStateFileIsWhatHaproxyShows() throws Exception {
		Path file = keepState();
		apply(DesiredStates.routable(1));
		assertThat(Files.readString(file)).startsWith("1\n# be_id").contains(" srv1 10.0.0.1 0 4 100 ");
		this.haproxy.command("set server azure-orders-8080/srv1 health up");
		this.sink.holdsApplied();
		assertThat(Files.readString(file)).as("a server that came up since").contains(" srv1 10.0.0.1 2 4 100 ");
	}

	@Test
	void aTemplateWhoseAddressesNoReloadRestoresIsANoteWhereAStateFileIsKept() throws Exception {
		this.haproxy.backendByAddress(BACKEND, 10);
		assertThat(apply(DesiredStates.routable(1)).notes()).isEmpty();
		keepState();
		assertThat(apply(DesiredStates.routable(1)).notes().get("orders"))
			.contains("a reload restores no addresses of " + BACKEND, "localhost:80");
		this.haproxy.backend(BACKEND, 1);
		restartAgent();
		assertThat(apply(DesiredStates.routable(1, 2)).notes().get("orders")).as("servers that were added at run time")
			.doesNotContain("restores no addresses");
	}

	@Test
	void aStateFileThatCannotBeWrittenIsANote() throws Exception {
		this.settings = HaproxySettings.builder().stateFile(this.directory.resolve("no/state")).build();
		restartAgent();
		assertThat(apply(DesiredStates.routable(1)).notes().get("orders")).contains("state file", "cannot be written");
		assertThat(this.haproxy.ready(BACKEND)).hasSize(1);
	}

	@Test
	void aSocketThatIsAwayOrSilentIsAFailureThatSaysWhatToDo() {
		this.haproxy.silent = true;
		assertThatExceptionOfType(SinkException.class).isThrownBy(() -> apply(DesiredStates.routable(1)))
			.withMessageContaining("no answer within 300 ms");
		this.haproxy.close();
		assertThatExceptionOfType(SinkException.class).isThrownBy(() -> this.sink.holdsApplied())
			.withMessageContaining(this.directory.resolve("admin.sock").toString())
			.withMessageContaining("stats socket");
	}

	@Test
	void theWeightIsTheInstances() throws Exception {
		apply(weighing(1, "50"), weighing(2, "many"));
		assertThat(this.haproxy.server(BACKEND, "srv1").weight).isEqualTo(50);
		assertThat(this.haproxy.server(BACKEND, "srv2").weight).isEqualTo(100);
		apply(weighing(1, "50"), weighing(2, "1000"));
		assertThat(this.haproxy.server(BACKEND, "srv1").weight).isEqualTo(12);
		assertThat(this.haproxy.server(BACKEND, "srv2").weight).isEqualTo(256);
	}

	private static SinkTarget weighing(int number, String weight) {
		return new SinkTarget(
				DesiredStates.routable(number).instance().toBuilder().metadata(Map.of("weight", weight)).build(),
				TargetState.ROUTABLE, "");
	}

	@Test
	void aChangeOfManyBackendsIsOneLine() throws Exception {
		SinkTarget[] targets = new SinkTarget[21];
		for (int number = 0; number < targets.length; number++) {
			this.haproxy.backend("azure-orders-" + (9000 + number), 1);
			targets[number] = DesiredStates.at(number, "10.0.0.1", 9000 + number);
		}
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		Logger logger = (Logger) LoggerFactory.getLogger(SlotReconciler.class);
		log.start();
		logger.addAppender(log);
		try {
			apply(targets);
		}
		finally {
			logger.detachAppender(log);
		}
		assertThat(log.list).filteredOn((event) -> event.getLevel() == Level.INFO)
			.singleElement()
			.satisfies((event) -> assertThat(event.getFormattedMessage())
				.startsWith("21 backends change: azure-orders-9000, azure-orders-9001, ")
				.endsWith(" and 11 more"));
	}

}
