package io.github.azurediscovery.haproxy.sink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.azurediscovery.haproxy.SlotCounts;
import io.github.azurediscovery.haproxy.simulation.DesiredStates;
import io.github.azurediscovery.haproxy.simulation.SimulatedHaproxy;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkReport;
import io.github.azurediscovery.sink.SinkTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens to slots, by whichever way HAProxy is fed. */
abstract class SlotContractTests {

	static final String BACKEND = "azure-orders-8080";

	@TempDir
	Path directory;

	SimulatedHaproxy haproxy;

	final AtomicLong nanos = new AtomicLong(Duration.ofHours(1).toNanos());

	HaproxySink sink;

	@BeforeEach
	void start() {
		this.haproxy = new SimulatedHaproxy(this.directory).backend(BACKEND, 10);
		restartAgent();
	}

	@AfterEach
	void stop() {
		this.haproxy.close();
	}

	final void restartAgent() {
		this.sink = newSink();
	}

	/** Create a sink that knows nothing yet. */
	abstract HaproxySink newSink();

	/** Return what was sent to change anything. */
	abstract List<String> sent();

	final SinkReport apply(ApplyMode mode, DesiredState desired) throws Exception {
		return this.sink.apply(desired, mode);
	}

	final SinkReport apply(SinkTarget... targets) throws Exception {
		return apply(ApplyMode.CHANGES, DesiredStates.complete(targets));
	}

	@Test
	void whenTheFirstLeavesNoOtherSlotChangesNorDoesARestartChangeAny() throws Exception {
		apply(DesiredStates.routable(1, 5));
		sent().clear();
		apply(DesiredStates.routable(2, 5));
		assertThat(sent()).singleElement().satisfies((line) -> assertThat(line).contains("srv1 ", "drain"));
		sent().clear();
		restartAgent();
		SinkReport report = apply(ApplyMode.FULL, DesiredStates.complete(DesiredStates.routable(2, 5)));
		assertThat(sent()).isEmpty();
		assertThat(report.changes()).isZero();
	}

	@Test
	void nothingIsSentWhenNothingHasChanged() throws Exception {
		apply(DesiredStates.routable(1, 5));
		sent().clear();
		assertThat(apply(DesiredStates.routable(1, 5)).changes()).isZero();
		assertThat(this.sink.holdsApplied()).isTrue();
		assertThat(sent()).isEmpty();
	}

	@Test
	void aSlotDrainsUntilItsSessionsHaveEndedAndIsThenInMaintenance() throws Exception {
		apply(DesiredStates.routable(1, 2));
		this.haproxy.sessions(3);
		apply(DesiredStates.routable(2));
		assertThat(this.sink.holdsApplied()).isTrue();
		assertThat(this.haproxy.slots(BACKEND)).first().isEqualTo("srv1 10.0.0.1:8080 drain");
		assertThat(this.sink.slots()).containsEntry(BACKEND, new SlotCounts(1, 8, 1, 0, 0));
		this.haproxy.sessions(0);
		assertThat(this.sink.holdsApplied()).isTrue();
		assertThat(this.haproxy.slots(BACKEND)).first().isEqualTo("srv1 127.0.0.1:80 maintenance down");
		this.sink.holdsApplied();
		assertThat(this.sink.slots()).containsEntry(BACKEND, new SlotCounts(1, 9, 0, 0, 0));
	}

	@Test
	void aSlotIsFreedAfterTheDrainTimeoutWhateverItsSessions() throws Exception {
		apply(DesiredStates.routable(1, 2));
		this.haproxy.sessions(3);
		apply(DesiredStates.routable(2));
		this.nanos.addAndGet(Duration.ofSeconds(29).toNanos());
		this.sink.holdsApplied();
		assertThat(this.sink.slots().get(BACKEND).draining()).isOne();
		this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
		this.sink.holdsApplied();
		assertThat(this.haproxy.slots(BACKEND)).first().isEqualTo("srv1 127.0.0.1:80 maintenance down");
	}

	@Test
	void whatLeavesOrIsDownDrainsAndKeepsItsSlot() throws Exception {
		apply(DesiredStates.routable(1, 3));
		apply(DesiredStates.leaving(1), DesiredStates.down(2), DesiredStates.routable(3));
		this.sink.holdsApplied();
		assertThat(this.haproxy.slots(BACKEND)).startsWith("srv1 10.0.0.1:8080 drain", "srv2 10.0.0.2:8080 drain");
		apply(DesiredStates.routable(1, 3));
		assertThat(this.haproxy.ready(BACKEND)).containsExactly("10.0.0.1:8080", "10.0.0.2:8080", "10.0.0.3:8080");
	}

	@Test
	void anInstanceWhoseAddressChangesKeepsItsSlot() throws Exception {
		apply(DesiredStates.routable(1, 3));
		apply(DesiredStates.routable(1), DesiredStates.at(2, "10.0.9.9", 8080), DesiredStates.routable(3));
		assertThat(this.haproxy.slots(BACKEND)).startsWith("srv1 10.0.0.1:8080 ready down",
				"srv2 10.0.9.9:8080 ready down", "srv3 10.0.0.3:8080 ready down", "srv4 127.0.0.1:80 maintenance down");
	}

	@Test
	void whatAnOperatorDrainsOrStopsStaysUntilAFullReconcile() throws Exception {
		apply(DesiredStates.routable(1, 3));
		this.haproxy.command("set server azure-orders-8080/srv2 state drain");
		this.haproxy.command("set server azure-orders-8080/srv3 state maint");
		SinkReport report = apply(ApplyMode.RECONCILE, DesiredStates.complete(DesiredStates.routable(1, 3)));
		assertThat(report.notes().get("orders")).contains("azure-orders-8080/srv2 was set to drain by an operator",
				"azure-orders-8080/srv3 was set to maintenance");
		assertThat(this.haproxy.ready(BACKEND)).hasSize(1);
		assertThat(this.sink.slots()).containsEntry(BACKEND, new SlotCounts(1, 7, 0, 2, 0));
		apply(DesiredStates.routable(1), DesiredStates.down(2), DesiredStates.routable(3));
		apply(DesiredStates.routable(1, 3));
		assertThat(this.haproxy.ready(BACKEND)).as("its health came and went").hasSize(1);
		apply(ApplyMode.FULL, DesiredStates.complete(DesiredStates.routable(1, 3)));
		assertThat(this.haproxy.ready(BACKEND)).hasSize(3);
	}

	@Test
	void whatAnOperatorChoseIsGoneAfterAReloadThatForgetsIt() throws Exception {
		apply(DesiredStates.routable(1, 3));
		this.haproxy
			.command("set server azure-orders-8080/srv2 state drain;set server azure-orders-8080/srv3 weight 5");
		apply(ApplyMode.RECONCILE, DesiredStates.complete(DesiredStates.routable(1, 3)));
		this.haproxy.reload();
		SinkReport report = apply(ApplyMode.RECONCILE, DesiredStates.complete(DesiredStates.routable(1, 3)));
		assertThat(report.notes()).isEmpty();
		assertThat(this.haproxy.ready(BACKEND)).hasSize(3);
		assertThat(this.haproxy.server(BACKEND, "srv3").weight).isEqualTo(100);
	}

	@Test
	void whatAReloadRestoresFromAnOutdatedFileIsNoOperatorsChoice() throws Exception {
		apply(DesiredStates.routable(1, 3));
		apply(DesiredStates.routable(1), DesiredStates.down(2), DesiredStates.routable(3));
		this.haproxy.reloadWithState();
		this.haproxy.command("set server azure-orders-8080/srv1 state drain"
				+ ";set server azure-orders-8080/srv2 state ready;set server azure-orders-8080/srv3 weight 5");
		apply(ApplyMode.RECONCILE,
				DesiredStates.complete(DesiredStates.routable(1), DesiredStates.down(2), DesiredStates.routable(3)));
		assertThat(this.haproxy.ready(BACKEND)).containsExactly("10.0.0.1:8080", "10.0.0.3:8080");
		assertThat(this.haproxy.server(BACKEND, "srv3").weight).isEqualTo(100);
		assertThat(this.sink.slots().get(BACKEND).overridden()).isZero();
	}

	@Test
	void whatAnOperatorDrainsBeforeItsHealthChangesStaysDrainedToo() throws Exception {
		apply(DesiredStates.routable(1, 3));
		this.haproxy.command("set server azure-orders-8080/srv2 state drain");
		apply(DesiredStates.routable(1), DesiredStates.down(2), DesiredStates.routable(3));
		apply(DesiredStates.routable(1, 3));
		assertThat(this.haproxy.ready(BACKEND)).hasSize(2);
	}

	@Test
	void anOperatorsWeightStaysUntilAFullReconcile() throws Exception {
		apply(DesiredStates.routable(1, 2));
		this.haproxy.command("set server azure-orders-8080/srv2 weight 5");
		apply(ApplyMode.RECONCILE, DesiredStates.complete(DesiredStates.routable(1, 2)));
		assertThat(this.haproxy.server(BACKEND, "srv2").weight).isEqualTo(5);
		apply(DesiredStates.routable(1), DesiredStates.down(2));
		apply(DesiredStates.routable(1, 2));
		assertThat(this.haproxy.server(BACKEND, "srv2").weight).as("its health came and went").isEqualTo(5);
		apply(ApplyMode.FULL, DesiredStates.complete(DesiredStates.routable(1, 2)));
		assertThat(this.haproxy.server(BACKEND, "srv2").weight).isEqualTo(100);
	}

	@Test
	void anAddressThatWasChangedByHandIsPutRight() throws Exception {
		apply(DesiredStates.routable(1, 3));
		this.haproxy.command("set server azure-orders-8080/srv2 addr 10.6.6.6 port 1");
		apply(ApplyMode.RECONCILE, DesiredStates.complete(DesiredStates.routable(1, 3)));
		assertThat(this.haproxy.ready(BACKEND)).containsExactly("10.0.0.1:8080", "10.0.0.2:8080", "10.0.0.3:8080");
	}

	@Test
	void aReloadIsNoticedAndEverythingIsThereAgain() throws Exception {
		apply(DesiredStates.routable(1, 3));
		assertThat(this.sink.holdsApplied()).isTrue();
		this.haproxy.reload();
		assertThat(this.sink.holdsApplied()).isFalse();
		apply(ApplyMode.RECONCILE, DesiredStates.complete(DesiredStates.routable(1, 3)));
		assertThat(this.haproxy.ready(BACKEND)).hasSize(3);
		assertThat(this.sink.holdsApplied()).isTrue();
	}

	@Test
	void nothingIsRemovedBeforeEverySourceHasAnswered() throws Exception {
		apply(DesiredStates.routable(1, 3));
		restartAgent();
		sent().clear();
		apply(ApplyMode.FULL, DesiredStates.incomplete());
		apply(ApplyMode.RECONCILE, DesiredStates.incomplete(DesiredStates.routable(1, 2)));
		this.sink.holdsApplied();
		assertThat(sent()).isEmpty();
		apply(ApplyMode.CHANGES, DesiredStates.incomplete(DesiredStates.routable(1)));
		assertThat(this.haproxy.ready(BACKEND)).as("what this process let in may leave")
			.containsExactly("10.0.0.1:8080", "10.0.0.3:8080");
	}

	@Test
	void aServiceThatIsGoneLeavesItsBackendEmpty() throws Exception {
		apply(DesiredStates.routable(1, 3));
		restartAgent();
		apply(ApplyMode.FULL, DesiredStates.complete());
		this.sink.holdsApplied();
		assertThat(this.haproxy.slots(BACKEND)).hasSize(10)
			.allMatch((slot) -> slot.endsWith("127.0.0.1:80 maintenance down"));
	}

	@Test
	void serversOfTheUsersOwnAreLeftAlone() throws Exception {
		this.haproxy.fixed(BACKEND, "static", "10.9.9.9", 80);
		this.haproxy.backend("web", 2);
		this.haproxy.command("set server web/srv1 addr 10.8.8.8 port 80;set server web/srv1 state ready");
		apply(ApplyMode.FULL, DesiredStates.complete(DesiredStates.routable(1)));
		this.sink.holdsApplied();
		assertThat(this.haproxy.ready(BACKEND)).containsExactly("10.0.0.1:8080", "10.9.9.9:80");
		assertThat(this.haproxy.ready("web")).containsExactly("10.8.8.8:80");
	}

	@Test
	void anAlgorithmThatRefusesWeightsGetsNone() throws Exception {
		this.haproxy.fixedWeights = true;
		apply(DesiredStates.routable(1, 2));
		assertThat(this.haproxy.ready(BACKEND)).hasSize(2);
		sent().clear();
		apply(DesiredStates.routable(1, 3));
		assertThat(sent()).isNotEmpty().allSatisfy((line) -> assertThat(line).doesNotContain("weight"));
	}

}
