package io.github.azurediscovery.haproxy.sink;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.haproxy.DataplaneSettings;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.simulation.DesiredStates;
import io.github.azurediscovery.haproxy.simulation.SimulatedDataplane;
import io.github.azurediscovery.haproxy.wanted.HostResolver;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.SinkException;
import io.github.azurediscovery.sink.SinkReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The sink as a whole, by a Dataplane API: slots do as they do by the socket. */
@DisabledOnOs(OS.WINDOWS)
class DataplaneSinkTests extends SlotContractTests {

	private static final String SERVERS = "runtime/backends/azure-orders-8080/servers/";

	private SimulatedDataplane dataplane;

	private boolean transactions;

	@Override
	HaproxySink newSink() {
		if (this.dataplane == null) {
			this.dataplane = new SimulatedDataplane(this.haproxy);
		}
		DataplaneSettings settings = DataplaneSettings.of(this.dataplane.url(), SimulatedDataplane.LOGIN)
			.withTimeout(Duration.ofSeconds(30));
		return new HaproxySink(this.transactions ? settings.withTransactions(Duration.ofSeconds(60)) : settings,
				HaproxySettings.DEFAULT, new HostResolver(), this.nanos::get, Duration.ofMillis(10));
	}

	@Override
	List<String> sent() {
		return this.dataplane.changes;
	}

	@AfterEach
	void stopDataplane() {
		this.dataplane.close();
	}

	private void transactions() {
		this.transactions = true;
		restartAgent();
	}

	@Test
	void isNamedAfterItsUrl() {
		assertThat(this.sink.name()).isEqualTo("haproxy:" + this.dataplane.url());
	}

	@Test
	void aNewcomerDrainsUntilItHasItsAddressAndThenWaitsForItsCheck() throws Exception {
		SinkReport report = apply(DesiredStates.routable(1), DesiredStates.down(2));
		assertThat(this.haproxy.slots(BACKEND)).startsWith("srv1 10.0.0.1:8080 ready down",
				"srv2 127.0.0.1:80 maintenance down");
		assertThat(report.notes()).isEmpty();
		assertThat(this.dataplane.changes).containsExactly(
				"PUT " + SERVERS
						+ "srv1 {\"address\":\"10.0.0.1\",\"port\":8080,\"weight\":100,\"admin_state\":\"drain\"}",
				"PUT " + SERVERS + "srv1 {\"admin_state\":\"ready\",\"operational_state\":\"down\"}");
	}

	@Test
	void whatIsDownDrainsKeepsItsSlotAndIsReadyAgain() throws Exception {
		apply(DesiredStates.routable(1, 2));
		apply(DesiredStates.down(1), DesiredStates.leaving(2));
		assertThat(this.haproxy.slots(BACKEND)).startsWith("srv1 10.0.0.1:8080 drain", "srv2 10.0.0.2:8080 drain");
		this.dataplane.changes.clear();
		apply(DesiredStates.routable(1, 2));
		assertThat(this.dataplane.changes).containsExactly("PUT " + SERVERS + "srv1 {\"admin_state\":\"ready\"}",
				"PUT " + SERVERS + "srv2 {\"admin_state\":\"ready\"}");
	}

	@Test
	void instancesBeyondTheSlotsAreANote() throws Exception {
		SinkReport report = apply(DesiredStates.routable(1, 12));
		assertThat(this.haproxy.ready(BACKEND)).hasSize(10);
		assertThat(report.notes()).containsEntry("orders",
				"2 instances of " + BACKEND
						+ " have no slot and get no calls, as the Dataplane API adds no servers with checks. Raise the"
						+ " server-template of " + BACKEND + " to 13");
	}

	@Test
	void backendsOfTheUsersOwnAreNotAskedFor() throws Exception {
		this.haproxy.backend("web", 2);
		apply(ApplyMode.FULL, DesiredStates.complete(DesiredStates.routable(1)));
		assertThat(this.dataplane.requests).noneMatch((request) -> request.contains("/web/"));
	}

	@Test
	void aRefusedChangeFailsWithItsSlotAndAnswer() {
		this.haproxy.readOnly = true;
		assertThatExceptionOfType(SinkException.class).isThrownBy(() -> apply(DesiredStates.routable(1)))
			.withMessageContaining("azure-orders-8080/srv1: [3] : Permission denied");
	}

	@Test
	void anUpdateThatFailsOnceIsRepeated() throws Exception {
		this.dataplane.fail("PUT " + SERVERS + "srv1", 500, 1);
		apply(DesiredStates.routable(1, 2));
		assertThat(this.haproxy.ready(BACKEND)).hasSize(2);
	}

	@Test
	void withoutTransactionsAMissingBackendIsANoteWithItsSection() throws Exception {
		SinkReport report = apply(DesiredStates.at(1, "10.0.0.1", 9090));
		assertThat(report.notes().get("orders")).contains("no backend azure-orders-9090", "server-template srv 1-10 ");
		assertThat(this.dataplane.changes).isEmpty();
	}

	@Test
	void aNewBackendIsOneTransactionAndItsReloadIsFollowed() throws Exception {
		transactions();
		SinkReport report = apply(DesiredStates.at(1, "10.0.0.1", 9090), DesiredStates.at(2, "10.0.0.2", 9091));
		assertThat(report.notes()).isEmpty();
		assertThat(this.haproxy.ready("azure-orders-9090")).containsExactly("10.0.0.1:9090");
		assertThat(this.haproxy.ready("azure-orders-9091")).containsExactly("10.0.0.2:9091");
		assertThat(this.sink.reloads()).isOne();
		assertThat(this.sink.holdsApplied()).as("our own reload is no loss").isTrue();
		assertThat(this.dataplane.changes).startsWith("POST transactions?version=1",
				"POST configuration/backends?transaction_id=t-1 {\"name\":\"azure-orders-9090\",\"mode\":\"http\","
						+ "\"balance\":{\"algorithm\":\"roundrobin\"},\"load_server_state_from_file\":\"global\"}",
				"POST configuration/backends/azure-orders-9090/server_templates?transaction_id=t-1"
						+ " {\"prefix\":\"srv\",\"num_or_range\":\"1-10\",\"fqdn\":\"localhost\",\"port\":80,"
						+ "\"maintenance\":\"enabled\",\"init-addr\":\"last,127.0.0.1\",\"check\":\"enabled\","
						+ "\"inter\":2000,\"fall\":2,\"rise\":1}");
	}

	@Test
	void moreSlotsKeepTheRestOfTheirTemplateAndAreAtMostOneReloadAMinute() throws Exception {
		this.dataplane.declare(BACKEND, "srv", 10);
		transactions();
		apply(DesiredStates.routable(1, 12));
		assertThat(this.haproxy.ready(BACKEND)).hasSize(12);
		assertThat(this.dataplane.declared(BACKEND).path("templates").path(0).path("num_or_range").asText())
			.isEqualTo("1-13");
		assertThat(this.dataplane.declared(BACKEND).path("templates").path(0).path("maxconn").asInt()).isEqualTo(7);
		SinkReport report = apply(DesiredStates.routable(1, 20));
		assertThat(report.notes().get("orders")).contains("waits for the next reload", "7 instances");
		assertThat(this.sink.holdsApplied()).isTrue();
		this.nanos.addAndGet(Duration.ofSeconds(60).toNanos());
		assertThat(this.sink.holdsApplied()).isFalse();
		apply(DesiredStates.routable(1, 20));
		assertThat(this.haproxy.ready(BACKEND)).hasSize(20);
		assertThat(this.sink.reloads()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST transactions=409", "PUT transactions=406", "PUT transactions=409",
			"POST configuration/backends=409" })
	void aConflictBeginsAnewWithAFreshVersionThreeTimesAtMost(String failure) throws Exception {
		String request = failure.split("=")[0];
		int status = Integer.parseInt(failure.split("=")[1]);
		transactions();
		this.dataplane.fail(request, status, 2);
		assertThat(apply(DesiredStates.at(1, "10.0.0.1", 9090)).notes()).isEmpty();
		assertThat(this.haproxy.ready("azure-orders-9090")).hasSize(1);
		assertThat(this.dataplane.requests.stream().filter("GET configuration/version"::equals)).hasSize(3);
		this.nanos.addAndGet(Duration.ofSeconds(60).toNanos());
		this.dataplane.fail(request, status, 3);
		SinkReport report = apply(DesiredStates.at(1, "10.0.0.1", 9090), DesiredStates.at(2, "10.0.0.2", 9091));
		assertThat(report.notes().get("orders")).contains("azure-orders-9091 could not be given its slots",
				"changed by others in each of 3 transactions");
		assertThat(this.haproxy.ready("azure-orders-9090")).as("nothing else fails").hasSize(1);
		assertThat(this.dataplane.openTransactions()).isZero();
	}

	@Test
	void whatHaproxyRefusesIsANoteAndNoTransactionStaysOpen() throws Exception {
		transactions();
		this.dataplane.fail("PUT transactions", 400, 1);
		SinkReport report = apply(DesiredStates.at(1, "10.0.0.1", 9090));
		assertThat(report.notes()).containsEntry("orders",
				"backend azure-orders-9090 is refused by HAProxy: told to fail");
		assertThat(this.dataplane.changes).last().asString().startsWith("DELETE transactions/t-1");
		assertThat(this.dataplane.openTransactions()).isZero();
		assertThat(this.sink.reloads()).isZero();
	}

	@Test
	void aReloadThatFailsIsANote() throws Exception {
		transactions();
		this.dataplane.failsReloads = true;
		assertThat(apply(DesiredStates.at(1, "10.0.0.1", 9090)).notes()).containsEntry("orders",
				"backend azure-orders-9090 is refused by HAProxy at its reload: [ALERT] no reload");
		this.nanos.addAndGet(Duration.ofSeconds(60).toNanos());
		assertThat(apply(DesiredStates.at(1, "10.0.0.1", 9090)).notes().get("orders"))
			.contains("is in HAProxy's configuration, but not loaded");
	}

	@Test
	void slotsOfAnotherShapeAreLeftAlone() throws Exception {
		this.dataplane.declare("azure-orders-9090", "node", 4);
		transactions();
		assertThat(apply(DesiredStates.at(1, "10.0.0.1", 9090)).notes().get("orders")).contains("not loaded");
		assertThat(this.dataplane.changes).last().asString().startsWith("DELETE transactions/");
		assertThat(this.sink.reloads()).isZero();
	}

	@Test
	void anOldDataplaneApiIsSaid() {
		this.dataplane.old = true;
		assertThatExceptionOfType(SinkException.class).isThrownBy(() -> apply(DesiredStates.routable(1)))
			.withMessageContaining("has to be updated");
		assertThat(List.copyOf(this.dataplane.changes)).isEmpty();
	}

	@Test
	void aBackendOfItsOwnWithoutAServerForAnHourGoesWithTheNextTransaction() throws Exception {
		this.dataplane.declare("azure-foreign-80", "srv", 10);
		transactions();
		apply(DesiredStates.at(1, "10.0.0.1", 9090));
		apply(DesiredStates.routable(1));
		this.nanos.addAndGet(Duration.ofHours(2).toNanos());
		apply(DesiredStates.routable(1));
		assertThat(this.sink.reloads()).isOne();
		apply(DesiredStates.at(1, "10.0.0.1", 9091));
		assertThat(this.sink.reloads()).isEqualTo(2);
		assertThat(this.dataplane.declared("azure-orders-9090")).isNull();
		assertThat(this.dataplane.declared("azure-orders-9091")).isNotNull();
		assertThat(this.dataplane.declared("azure-foreign-80")).as("not its own").isNotNull();
	}

}
