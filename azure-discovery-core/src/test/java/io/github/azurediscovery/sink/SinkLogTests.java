package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator reads. */
@Isolated
class SinkLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(DiscoverySink.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final ScriptedSink sink = new ScriptedSink("proxy");

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.setLevel(Level.DEBUG);
		this.logger.setAdditive(false);
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
		this.logger.setAdditive(true);
		this.logger.setLevel(null);
	}

	@Test
	void anHourOfOutageIsOneWarningAndOneLineWhenItEnds() {
		this.sink.checkInterval = Duration.ofSeconds(2);
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.report = SinkReport.UNCHANGED;
		this.sink.checkFailure = new SinkException("connection\nrefused");
		this.sink.fails("connection\nrefused");
		this.log.list.clear();
		fixture.publish("orders", "a", "b");
		fixture.pass(Duration.ofHours(1));
		this.sink.checkFailure = null;
		this.sink.works();
		fixture.pass(Duration.ofSeconds(2));
		assertThat(lines()).containsExactly("WARN Sink 'proxy' failed and is tried again: connection\\u000Arefused",
				"INFO Sink 'proxy' works again after 3601 s");
		assertThat(this.log.list).filteredOn((event) -> event.getLevel() == Level.DEBUG).hasSizeGreaterThan(5);
	}

	@Test
	void aCallThatHangsIsAWarning() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.sink.report = SinkReport.UNCHANGED;
		this.log.list.clear();
		this.sink.whileApplying = () -> fixture.pass(Duration.ofSeconds(42));
		fixture.publish("orders", "a", "b");
		fixture.pass(SinkFixture.SETTLE);
		assertThat(lines()).containsExactly(
				"WARN Sink 'proxy' failed and is tried again: apply has not returned for 30 s, the sink hangs",
				"INFO Sink 'proxy' works again after 12 s");
	}

	@Test
	void aChangeIsALineAndANoteIsToldOnce() {
		SinkFixture fixture = SinkFixture.started(this.sink, "a");
		this.log.list.clear();
		this.sink.report = new SinkReport(2, Map.of("orders", "enlarge the backend"));
		fixture.publish("orders", "a", "b");
		fixture.pass(SinkFixture.SETTLE);
		this.sink.report = new SinkReport(0, Map.of("orders", "enlarge the backend"));
		fixture.pass(Duration.ofMinutes(30));
		assertThat(lines()).containsExactly("INFO Sink 'proxy', orders: enlarge the backend",
				"INFO Sink 'proxy': 2 changes, it holds state 2 with 1 services");
	}

	@Test
	void noStackTraceIsAboveDebug() {
		this.sink.failure = new NoClassDefFoundError("x");
		SinkFixture.started(this.sink, "a").pass(Duration.ofHours(1));
		assertThat(this.log.list).filteredOn((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
			.hasSize(1)
			.allMatch((event) -> event.getThrowableProxy() == null);
	}

	private List<String> lines() {
		return this.log.list.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
			.map((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.toList();
	}

}
