package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import io.github.azurediscovery.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator reads. */
@Isolated
class SinkLogTests {

	@RegisterExtension
	final LogCapture log = new LogCapture(DiscoverySink.class);

	private final ScriptedSink sink = new ScriptedSink("proxy");

	@Test
	void anHourOfOutageIsOneWarningAndOneLineWhenItEnds() {
		this.sink.checkInterval = Duration.ofSeconds(2);
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.report = SinkReport.UNCHANGED;
		this.sink.checkFailure = new SinkException("connection\nrefused");
		this.sink.fails("connection\nrefused");
		this.log.clear();
		fixture.publish("orders", "a", "b");
		fixture.pass(Duration.ofHours(1));
		this.sink.checkFailure = null;
		this.sink.works();
		fixture.pass(Duration.ofSeconds(2));
		assertThat(this.log.lines()).containsExactly(
				"WARN Sink 'proxy' failed and is tried again: connection\\u000Arefused",
				"INFO Sink 'proxy' works again after 3601 s");
		assertThat(this.log.details()).isGreaterThan(5);
	}

	@Test
	void aCallThatHangsIsAWarning() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.report = SinkReport.UNCHANGED;
		this.log.clear();
		this.sink.whileApplying = () -> fixture.pass(Duration.ofSeconds(42));
		fixture.publish("orders", "a", "b");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.log.lines()).containsExactly(
				"WARN Sink 'proxy' failed and is tried again: apply has not returned for 30 s, the sink hangs",
				"INFO Sink 'proxy' works again after 12 s");
	}

	@Test
	void aChangeIsALineAndANoteIsToldOnce() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.log.clear();
		this.sink.report = new SinkReport(2, Map.of("orders", "enlarge the backend"));
		fixture.publish("orders", "a", "b");
		fixture.pass(SinkFixture.SETTLE);
		this.sink.report = new SinkReport(0, Map.of("orders", "enlarge the backend"));
		fixture.pass(Duration.ofMinutes(30));
		assertThat(this.log.lines()).containsExactly("INFO Sink 'proxy', orders: enlarge the backend",
				"INFO Sink 'proxy' holds state 2 (changes: 2, services: 1)");
	}

	@Test
	void noStackTraceIsAboveDebug() {
		this.sink.failure = new NoClassDefFoundError("x");
		SinkFixture.started(this.sink, "a").pass(Duration.ofHours(1));
		assertThat(this.log.events(Level.INFO)).hasSize(1).allMatch((event) -> event.getThrowableProxy() == null);
	}

	@Test
	void notesOfManyServicesAreOneLine() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.log.clear();
		Map<String, String> notes = new TreeMap<>();
		IntStream.range(0, 1000).forEach((service) -> notes.put("s" + service, "x".repeat(1000)));
		this.sink.report = new SinkReport(0, notes);
		fixture.publish("orders", "a", "b");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(this.log.lines()).containsExactly("INFO Sink 'proxy', 1000 services have a new note:"
				+ " s0, s1, s10, s100, s101, s102, s103, s104, s105, s106 and 990 more");
		assertThat(this.log.details()).isGreaterThanOrEqualTo(1000);
	}

}
