package io.github.azurediscovery.haproxy.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.azurediscovery.haproxy.BackendFileSettings;
import io.github.azurediscovery.haproxy.BackendSettings;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.backend.BackendSection;
import io.github.azurediscovery.haproxy.simulation.DesiredStates;
import io.github.azurediscovery.haproxy.simulation.SimulatedHaproxy;
import io.github.azurediscovery.haproxy.wanted.HostResolver;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.SinkReport;
import io.github.azurediscovery.sink.SinkTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The file of backends, with a HAProxy that reads it at a reload. */
@DisabledOnOs(OS.WINDOWS)
class BackendFileSinkTests {

	@TempDir
	Path directory;

	private Path file;

	private SimulatedHaproxy haproxy;

	private final AtomicLong nanos = new AtomicLong();

	private HaproxySink sink;

	@BeforeEach
	void start() throws IOException {
		this.file = this.directory.resolve("azure.cfg");
		this.haproxy = new SimulatedHaproxy(this.directory);
		this.haproxy.configuration = this.file;
		sink("test -s {file}");
	}

	private void sink(String check) throws IOException {
		Path script = Files.writeString(this.directory.resolve("check.sh"), check.replace("{file}", "$1") + "\n");
		HaproxySettings settings = HaproxySettings.builder()
			.backendFile(BackendFileSettings.of(this.file, "unix:" + this.haproxy.address(), "sh " + script + " {file}",
					Duration.ofSeconds(60)))
			.build();
		this.sink = new HaproxySink(this.haproxy.address(), settings, Duration.ofSeconds(5), new HostResolver(),
				this.nanos::get);
	}

	@AfterEach
	void stop() {
		this.haproxy.close();
	}

	private SinkReport apply(SinkTarget... targets) throws Exception {
		return this.sink.apply(DesiredStates.complete(targets), ApplyMode.CHANGES);
	}

	@Test
	void aNewBackendIsWrittenCheckedAndLoaded() throws Exception {
		SinkReport report = apply(DesiredStates.routable(1, 3));
		assertThat(Files.readString(this.file)).isEqualTo("""
				# Written by azure-discovery, which replaces this file. Do not edit.

				backend azure-orders-8080
				    mode http
				    balance roundrobin
				    server-template srv 1-10 localhost:80 check inter 2s fall 2 rise 1 disabled init-addr last,127.0.0.1
				""");
		assertThat(this.haproxy.ready("azure-orders-8080")).hasSize(3);
		assertThat(report.notes()).isEmpty();
		assertThat(this.sink.reloads()).isOne();
		assertThat(this.sink.holdsApplied()).as("our own reload is no loss").isTrue();
		apply(DesiredStates.routable(1, 9));
		assertThat(this.sink.reloads()).isOne();
	}

	@Test
	void moreSlotsAreAReloadAtMostOnceAMinute() throws Exception {
		apply(DesiredStates.routable(1, 3));
		SinkReport report = apply(DesiredStates.routable(1, 15));
		assertThat(this.haproxy.ready("azure-orders-8080")).as("added at run time meanwhile").hasSize(15);
		assertThat(report.notes().get("orders")).contains("waits for the next reload");
		assertThat(this.sink.holdsApplied()).isTrue();
		this.nanos.addAndGet(Duration.ofSeconds(60).toNanos());
		assertThat(this.sink.holdsApplied()).isFalse();
		report = apply(DesiredStates.routable(1, 15));
		assertThat(Files.readString(this.file)).contains("srv 1-18 ");
		assertThat(this.haproxy.slots("azure-orders-8080")).hasSize(18);
		assertThat(this.haproxy.ready("azure-orders-8080")).hasSize(15);
		assertThat(this.sink.reloads()).isEqualTo(2);
	}

	@Test
	void aRefusedFileNeverTakesItsPlace() throws Exception {
		sink("echo '[NOTICE] x'; echo '[ALERT] (1) : config : unknown keyword'; echo '[ALERT] two'; exit 1");
		Files.writeString(this.file, BackendSection.HEADER + "\n");
		SinkReport report = apply(DesiredStates.routable(1));
		assertThat(Files.readString(this.file)).isEqualTo(BackendSection.HEADER + "\n");
		assertThat(report.notes()).containsEntry("orders", "backend azure-orders-8080 is refused by HAProxy, and "
				+ this.file + " stays as it was: [ALERT] (1) : config : unknown keyword");
		assertThat(this.sink.reloads()).isZero();
	}

	@Test
	void aCheckThatCannotRunIsSaid() throws Exception {
		HaproxySettings settings = HaproxySettings.builder()
			.backendFile(BackendFileSettings.of(this.file, "unix:" + this.haproxy.address(), "/nowhere/haproxy {file}",
					Duration.ofSeconds(60)))
			.build();
		this.sink = new HaproxySink(this.haproxy.address(), settings);
		assertThat(apply(DesiredStates.routable(1)).notes().get("orders")).contains("cannot be run",
				"/nowhere/haproxy");
	}

	@Test
	void aFileOfAnotherAuthorIsLeftAlone() throws Exception {
		Files.writeString(this.file, "backend mine\n");
		assertThat(apply(DesiredStates.routable(1)).notes().get("orders")).contains("was not written by this library");
		assertThat(Files.readString(this.file)).isEqualTo("backend mine\n");
	}

	@Test
	void aBackendOfTheUsersOwnConfigurationIsNotDeclaredTwice() throws Exception {
		this.haproxy.backend("azure-orders-8080", 4);
		apply(DesiredStates.routable(1, 2));
		assertThat(this.file).doesNotExist();
		assertThat(this.haproxy.ready("azure-orders-8080")).hasSize(2);
	}

	@Test
	void aBackendWithoutAServerStaysInTheFile() throws Exception {
		Files.writeString(this.file,
				BackendSection.file(new TreeMap<>(Map.of("azure-gone-80", 18)), HaproxySettings.DEFAULT));
		apply(DesiredStates.routable(1));
		assertThat(BackendSection.declared(Files.readString(this.file)))
			.isEqualTo(Map.of("azure-gone-80", 18, "azure-orders-8080", 10));
	}

	@Test
	void theSectionsOfAStateCanBePrinted() {
		assertThat(HaproxySink.sections(DesiredStates.complete(DesiredStates.routable(1, 11)), HaproxySettings.DEFAULT))
			.startsWith("backend azure-orders-8080\n    mode http\n")
			.contains("server-template srv 1-12 localhost:80 ");
	}

	@Test
	void theSectionHoldsWhatIsConfigured() {
		HaproxySettings settings = HaproxySettings.builder()
			.backend(new BackendSettings("{name}", "", "leastconn", "tcp",
					List.of("option tcp-check", "timeout server 5s")))
			.stateFile(Path.of("/var/lib/haproxy/state"))
			.serverOptions("")
			.build();
		assertThat(BackendSection.of("orders", 7, settings)).isEqualTo("""
				backend orders
				    mode tcp
				    balance leastconn
				    option tcp-check
				    timeout server 5s
				    load-server-state-from-file global
				    server-template srv 1-7 localhost:80 disabled init-addr last,127.0.0.1
				""");
		assertThat(BackendSection.declared(BackendSection.file(new TreeMap<>(Map.of("orders", 7)), settings)))
			.isEqualTo(Map.of("orders", 7));
	}

	private void declared(String... backends) throws IOException {
		Map<String, Integer> slots = new TreeMap<>();
		List.of(backends).forEach((backend) -> slots.put(backend, 10));
		Files.writeString(this.file, BackendSection.file(slots, HaproxySettings.DEFAULT));
	}

	private Set<String> declared() throws IOException {
		return BackendSection.declared(Files.readString(this.file)).keySet();
	}

	private void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	@Test
	void aBackendWithoutAServerForAnHourIsLeftOutAtTheNextReloadAndCausesNone() throws Exception {
		declared("azure-gone-80", "azure-orders-8080");
		this.haproxy.backend("azure-orders-8080", 10);
		apply(DesiredStates.routable(1));
		pass(Duration.ofMinutes(59));
		apply(DesiredStates.routable(1));
		pass(Duration.ofMinutes(2));
		assertThat(this.sink.holdsApplied()).isTrue();
		apply(DesiredStates.routable(1));
		assertThat(this.sink.reloads()).isZero();
		assertThat(declared()).contains("azure-gone-80");
		apply(DesiredStates.routable(1), DesiredStates.at(2, "10.0.0.2", 9090));
		assertThat(declared()).containsExactly("azure-orders-8080", "azure-orders-9090");
		assertThat(this.sink.reloads()).isOne();
	}

	@Test
	void aBackendWithoutAServerForLessThanAnHourStays() throws Exception {
		declared("azure-gone-80");
		apply(DesiredStates.routable(1));
		pass(Duration.ofMinutes(59));
		apply(DesiredStates.routable(1), DesiredStates.at(2, "10.0.0.2", 9090));
		assertThat(this.sink.reloads()).isEqualTo(2);
		assertThat(declared()).contains("azure-gone-80");
	}

	@Test
	void anIncompleteStateProvesNoAbsence() throws Exception {
		declared("azure-gone-80");
		this.sink.apply(DesiredStates.incomplete(DesiredStates.routable(1)), ApplyMode.CHANGES);
		pass(Duration.ofHours(2));
		apply(DesiredStates.routable(1), DesiredStates.at(2, "10.0.0.2", 9090));
		assertThat(declared()).contains("azure-gone-80", "azure-orders-9090");
	}

	@Test
	void aBackendThatAFrontEndNamesStays() throws Exception {
		sink("grep -q azure-gone-80 {file}");
		declared("azure-gone-80");
		apply(DesiredStates.routable(1));
		pass(Duration.ofHours(2));
		assertThat(apply(DesiredStates.routable(1), DesiredStates.at(2, "10.0.0.2", 9090)).notes()).isEmpty();
		assertThat(declared()).containsExactly("azure-gone-80", "azure-orders-8080", "azure-orders-9090");
		assertThat(this.haproxy.ready("azure-orders-9090")).hasSize(1);
		assertThat(this.sink.reloads()).isEqualTo(2);
	}

	@Test
	@Timeout(20)
	void aNamedPipeInThePlaceOfTheFileIsANote() throws Exception {
		assertThat(new ProcessBuilder("mkfifo", this.file.toString()).start().waitFor()).isZero();
		assertThat(apply(DesiredStates.routable(1)).notes().get("orders"))
			.contains(this.file + ": is a pipe, a device or another special file and no regular file");
	}

}
