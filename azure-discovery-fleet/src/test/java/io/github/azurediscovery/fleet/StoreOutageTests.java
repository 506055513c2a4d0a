package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.Instant;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.refresh.SourceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The store is away for an hour, and the clocks of the machines may be wrong. */
class StoreOutageTests {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("io.github.azurediscovery");

	private static final Duration RIGHT = Duration.ofSeconds(2);

	@Test
	void newsComesBackWithinABackoffAndATakeover() {
		for (int seed = 0; seed < 20; seed++) {
			VirtualFleet fleet = new VirtualFleet(seed).candidates(3)
				.members(3, FleetSettings.DEFAULT)
				.pass(Duration.ofMinutes(3));
			fleet.store.failWith(Kind.UNREACHABLE);
			fleet.pass(Duration.ofMinutes(20));
			fleet.store.failWith(null);
			fleet.pass(Duration.ofMinutes(7));
			assertThat(fleet.members).as("seed %s", seed)
				.allMatch((member) -> member.age().compareTo(Duration.ofSeconds(90)) < 0);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { -3600, 0, 3600 })
	void membersKeepTheirInstancesAndKnowTheirAge(long pollersClock) {
		VirtualFleet fleet = new VirtualFleet(4).members(3, FleetSettings.builder().candidate(true).build(),
				(member) -> member.process.clock(Duration.ofSeconds(pollersClock)) != null);
		fleet.members(1, FleetSettings.DEFAULT, (member) -> member.process.clock(Duration.ofHours(1)) != null)
			.members(1, FleetSettings.DEFAULT, (member) -> member.process.clock(Duration.ofHours(-1)) != null)
			.members(1, FleetSettings.DEFAULT)
			.pass(Duration.ofMinutes(5));
		fleet.members.forEach((member) -> assertAge(fleet, member));
		fleet.members.forEach(VirtualMember::noteChanges);
		VirtualMember member = fleet.members.get(5);
		Instant last = fleet.time.instant().minus(member.age());
		ListAppender<ILoggingEvent> log = listen();
		fleet.store.failWith(Kind.UNREACHABLE);
		fleet.pass(Duration.ofSeconds(60));
		int asked = fleet.azure.asked.size();
		fleet.pass(Duration.ofMinutes(59));
		assertThat(fleet.azure.asked).as("a poller that cannot renew asks Azure no more").hasSize(asked);
		assertThat(member.orders()).hasSize(20);
		assertThat(Duration.between(last.minus(RIGHT), fleet.time.instant())).isGreaterThanOrEqualTo(member.age());
		assertThat(member.age()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(62));
		fleet.store.failWith(null);
		fleet.pass(Duration.ofMinutes(10));
		assertThat(fleet.changes()).isEmpty();
		fleet.members.forEach((each) -> assertAge(fleet, each));
		long lines = log.list.stream().filter((line) -> line.getLevel().isGreaterOrEqual(Level.INFO)).count();
		long pollers = log.list.stream()
			.filter((line) -> line.getFormattedMessage().contains("the poller of the"))
			.count();
		lines -= log.list.stream().filter((line) -> line.getFormattedMessage().contains("joined")).count();
		LOGGER.detachAppender(log);
		LOGGER.setLevel(Level.ERROR);
		System.out.println("F4: store away an hour, poller's clock " + pollersClock + " s: " + lines + " lines of "
				+ fleet.members.size() + " members, of which " + pollers + " about the seat");
		assertThat(lines - pollers).isEqualTo(2L * fleet.members.size());
		assertThat(pollers).isEqualTo(2);
	}

	private static void assertAge(VirtualFleet fleet, VirtualMember member) {
		SourceStatus status = member.refresher.sources().get(0);
		assertThat(status.error()).isNull();
		long confirmed = fleet.azure.asked.stream()
			.mapToLong(Long::longValue)
			.filter((asked) -> VirtualTime.START.plusNanos(asked)
				.isBefore(fleet.time.instant().minus(member.age()).plus(RIGHT)))
			.max()
			.orElseThrow();
		Duration off = Duration.between(VirtualTime.START.plusNanos(confirmed),
				fleet.time.instant().minus(member.age()));
		assertThat(off.abs()).as("the age is that of a question to Azure").isLessThanOrEqualTo(RIGHT);
	}

	private static ListAppender<ILoggingEvent> listen() {
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		LOGGER.setAdditive(false);
		LOGGER.setLevel(Level.INFO);
		LOGGER.addAppender(appender);
		return appender;
	}

}
