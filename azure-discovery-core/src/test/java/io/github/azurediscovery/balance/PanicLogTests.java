package io.github.azurediscovery.balance;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.azurediscovery.HandDriven;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What the log says when too few instances of a service are healthy. */
@Isolated
class PanicLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(LiveRoutingTable.class);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final HandDriven owner = new HandDriven();

	private final LiveRoutingTable routes = new LiveRoutingTable(BalanceSettings.DEFAULT, this.owner, Runnable::run);

	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.INFO);
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void forget() {
		this.logger.detachAppender(this.lines);
		this.logger.setLevel(null);
	}

	@Test
	void oneWarningWhenItBeginsAndOneLineWhenItEnds() {
		for (String members : List.of("a b c", "a!S b!S c", "a!S b!S c!S", "a b c", "a b c!S")) {
			this.routes.judged("orders", TestVerdicts.members(members));
			this.owner.run();
		}
		assertThat(this.lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
		assertThat(this.lines.list.get(0).getFormattedMessage()).startsWith("orders: too few instances are healthy")
			.endsWith("3 offered");
		assertThat(this.lines.list.get(1).getFormattedMessage()).startsWith("orders: enough instances are healthy");
	}

	@Test
	void aServiceThatWasNeverHealthyIsAWarningToo() {
		this.routes.judged("orders", TestVerdicts.members("a!H"));
		this.owner.run();
		assertThat(this.lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
	}

}
