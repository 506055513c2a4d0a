package io.github.azurediscovery.fleet.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.azurediscovery.test.SimulatedAzure;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three candidates as processes, in front of Azurite; the poller is stopped, or killed.
 */
class AzuriteFleetProcessTests {

	private static final Duration LEASE = Duration.ofSeconds(15);

	private static final Duration PATIENCE = LEASE.multipliedBy(3);

	private static final Duration BETWEEN_READINGS = Duration.ofMillis(200);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final AzuriteServer azurite = AzuriteServer.start();

	private final Map<String, Process> candidates = new LinkedHashMap<>();

	@TempDir
	private Path folder;

	private FleetStore store;

	private FleetHead last;

	@BeforeEach
	void start() throws IOException {
		this.azure.scaleSet("orders").uniform().instances(3);
		this.store = CandidateProcess.open(this.azurite.container(), this.azurite.certificateFile());
		for (String name : new String[] { "one", "two", "three" }) {
			this.candidates.put(name,
					new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
							"-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", System.getProperty("java.class.path"),
							CandidateProcess.class.getName(), this.azurite.container(),
							this.azurite.certificateFile().toString(), this.azure.armEndpoint().toString(), name)
						.redirectErrorStream(true)
						.redirectOutput(output(name).toFile())
						.start());
		}
	}

	@AfterEach
	void stop() throws Exception {
		for (Process candidate : this.candidates.values()) {
			candidate.destroyForcibly().waitFor();
		}
		this.store.close();
		this.azurite.close();
		this.azure.close();
	}

	@Test
	void aPollerThatIsStoppedForTwoLeasesAndWokenWritesNothing() throws Exception {
		String stopped = awaitPollerOtherThan("");
		signal(stopped, "STOP");
		long began = System.nanoTime();
		String next = awaitPollerOtherThan(stopped);
		Duration waited = Duration.ofNanos(System.nanoTime() - began);
		readFor(LEASE.multipliedBy(2).minus(waited), next);
		signal(stopped, "CONT");
		readFor(LEASE, next);
		assertThat(Files.readString(output(stopped))).contains("no longer the poller of the fleet");
		assertNothingChanged();
		System.out.println("F3 in real processes: the next poller wrote its own content after " + waited.toMillis()
				+ " ms of a lease of " + LEASE.toSeconds() + " s, and the woken one nothing");
	}

	@Test
	void aPollerThatIsKilledIsFollowedSoon() throws Exception {
		String killed = awaitPollerOtherThan("");
		this.candidates.get(killed).destroyForcibly().waitFor();
		long began = System.nanoTime();
		awaitPollerOtherThan(killed);
		Duration waited = Duration.ofNanos(System.nanoTime() - began);
		assertNothingChanged();
		System.out.println("F2 in real processes: next content " + waited.toMillis() + " ms after SIGKILL, lease "
				+ LEASE.toSeconds() + " s");
	}

	/** Wait until another has written what it found itself. */
	private String awaitPollerOtherThan(String name) {
		try {
			return Awaitility.await()
				.atMost(PATIENCE)
				.pollInterval(BETWEEN_READINGS)
				.until(this::read, (head) -> head != null && !head.poller().isEmpty() && !head.poller().equals(name)
						&& head.content() != null && !head.sources().isEmpty() && head.sources().get(0).asOf() != null)
				.poller();
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("no poller but '" + name + "': " + outputs(), ex);
		}
	}

	/** Read for a time in which no other candidate may become the poller. */
	private void readFor(Duration time, String poller) {
		if (time.isNegative()) {
			return;
		}
		Awaitility.await().during(time).atMost(time.plus(PATIENCE)).pollInterval(BETWEEN_READINGS).until(() -> {
			assertThat(read().poller()).isEqualTo(poller);
			return true;
		});
	}

	private FleetHead read() throws Exception {
		StoredHead stored = this.store.readHead();
		if (stored != null && this.last != null) {
			assertThat(stored.head().precedes(this.last)).as("%s after %s", stored.head(), this.last).isFalse();
		}
		this.last = (stored != null) ? stored.head() : null;
		return this.last;
	}

	private void signal(String name, String signal) throws Exception {
		assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(this.candidates.get(name).pid())).start()
			.waitFor()).isZero();
	}

	/** But for the first content, which each candidate reads once. */
	private void assertNothingChanged() {
		for (String name : this.candidates.keySet()) {
			assertThat(lines(name).filter((line) -> line.startsWith("CHANGED"))).as(name).hasSizeLessThanOrEqualTo(1);
		}
	}

	private java.util.stream.Stream<String> lines(String name) {
		try {
			return Files.readString(output(name)).lines();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String outputs() {
		StringBuilder all = new StringBuilder();
		this.candidates.keySet()
			.forEach((name) -> lines(name).limit(40).forEach((line) -> all.append(line).append('\n')));
		return all.toString();
	}

	private Path output(String name) {
		return this.folder.resolve(name + ".log");
	}

}
