package io.github.azurediscovery.health.engine;

import java.time.Duration;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

@Isolated
class HealthLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(VerdictPublisher.class);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.INFO);
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.lines);
		this.logger.setLevel(null);
	}

	@Test
	void oneWarningWhenTheFirstIsOutAndOneLineWhenTheLastIsBack() {
		HealthFixture fleet = HealthFixture.of("1", "2", "3").kill("1", "2");
		fleet.refuse("2").refuse("1");
		fleet.revive("2").pass(Duration.ofSeconds(30));
		fleet.revive("1").pass(Duration.ofSeconds(30));
		assertThat(this.lines.list).filteredOn((line) -> line.getLevel().isGreaterOrEqual(Level.INFO))
			.extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("orders: 1 of 3 instances may not be picked: orders_2, ejected until 2026-11-21T10:00:30Z:"
					+ " connection refused", "orders: all 3 instances may be picked");
	}

}
