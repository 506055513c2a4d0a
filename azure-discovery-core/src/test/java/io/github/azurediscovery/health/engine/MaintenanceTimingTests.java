package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;

import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.maintenance.PendingMaintenanceRecovery;
import io.github.azurediscovery.imds.ScheduledEvent.Type;
import io.github.azurediscovery.imds.ScheduledEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** When an announced event takes an instance out. */
class MaintenanceTimingTests {

	private final MaintenanceFixture stage = new MaintenanceFixture();

	private final AnnouncementBoard board = this.stage.board;

	private final HealthFixture fleet = this.stage.fleet;

	@ParameterizedTest
	@EnumSource(names = { "FREEZE", "REBOOT", "REDEPLOY", "OTHER" })
	void anInstanceThatIsNamedIsOutFromShortlyBeforeItsEventToItsEnd(Type type) {
		ScheduledEvent event = AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", type, null, "web_2"));
		this.board.announce(event);
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		this.fleet.pass(this.stage.untilOut(AnnouncedEvents.DAYS_AHEAD).minusSeconds(1));
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		this.fleet.pass(Duration.ofSeconds(1));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.MAINTENANCE);
		this.board.announce(AnnouncedEvents.started(event));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.stage.over();
		this.fleet.listed();
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
	}

	@ParameterizedTest
	@EnumSource(names = { "PREEMPT", "TERMINATE" })
	void anInstanceThatIsToGoForGoodIsOutAtOnce(Type type) {
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", type, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void anEventThatMayBeginAtAnyTimeTakesOutAtOnce() {
		this.board.announce(AnnouncedEvents.notBefore(null, AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		assertThat(this.fleet.healthOf("2").maintenance()).isEqualTo("Redeploy announced");
	}

	@Test
	void anEventThatBeginsEarlyTakesOutAtOnce() {
		ScheduledEvent event = AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2"));
		this.board.announce(event);
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.board.announce(AnnouncedEvents.started(event));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		assertThat(this.fleet.healthOf("2").maintenance()).isEqualTo("Redeploy under way");
		assertThat(this.fleet.healthOf("2").announced()).isNull();
	}

	@Test
	void whatIsAnnouncedForLaterIsToldAndSpeaksAgainstNothing() {
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		InstanceHealth health = this.fleet.healthOf("2");
		assertThat(health.routable()).isTrue();
		assertThat(health.announced()).isEqualTo("Redeploy announced for 2026-11-24T10:00:00Z");
		assertThat(health.maintenance()).isNull();
		assertThat(health.reasons()).isEmpty();
		assertThat(this.fleet.changes).singleElement()
			.extracting(InstanceHealthChange::to, InstanceHealthChange::cause)
			.containsExactly(health, Cause.MAINTENANCE);
	}

	@Test
	void theTimeComesWhileNothingCanBeRead() {
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.board.broken = true;
		this.fleet.pass(this.stage.untilOut(AnnouncedEvents.DAYS_AHEAD));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void anEventThatIsCalledOffBeforeItsTimeLeavesNothingBehind() {
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.stage.over();
		assertThat(this.fleet.healthOf("2").announced()).isNull();
		assertThat(this.fleet.questions).isEmpty();
		this.fleet.pass(Duration.ofDays(4));
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
	}

	@Test
	void anEventMayBePutOffAndBroughtForward() {
		this.board.announce(AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).as("it accepts a connection").containsExactly("1", "2", "3");
		Instant sooner = AnnouncedEvents.DAYS_AHEAD.minus(Duration.ofDays(1));
		this.board
			.announce(AnnouncedEvents.notBefore(sooner, AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.healthOf("2").announced()).endsWith(sooner.toString());
		this.fleet.pass(this.stage.untilOut(sooner));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void theEventThatComesFirstCountsAndThenTheNext() {
		ScheduledEvent far = AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2"));
		this.board.announce(far, AnnouncedEvents.event("e2", Type.REBOOT, null, "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.healthOf("2").maintenance()).startsWith("Reboot announced");
		this.fleet.kill("2");
		this.board.announce(far);
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.healthOf("2").maintenance())
			.isEqualTo("Reboot ended; waiting for the instance to accept a connection");
		this.fleet.revive("2").pass(PendingMaintenanceRecovery.RETRY);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		assertThat(this.fleet.healthOf("2").announced()).startsWith("Redeploy announced");
	}

	@Test
	void aClockThatIsSetForwardIsFollowedWithinAMinute() {
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL).jump(Duration.ofDays(3)).pass(Duration.ofMinutes(1));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void aMachineThatHasSleptLooksAtOnce() {
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL).jump(Duration.ofDays(3));
		this.fleet.health.resumed();
		this.fleet.run();
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void aClockThatIsSetBackBringsNoInstanceBackBeforeAzureSaysMore() {
		this.board.announce(AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL).jump(Duration.ofHours(-2)).pass(Duration.ofHours(1));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.fleet.jump(Duration.ofHours(2));
		this.board.announce(AnnouncedEvents.started(AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void noTimerIsLeftOnceStoppedAndWhatIsDueByThenComesWithTheStart() {
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.fleet.health.stop();
		this.fleet.pass(Duration.ofMinutes(1));
		assertThat(this.fleet.owner.timers()).isZero();
		this.fleet.pass(Duration.ofDays(3));
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		this.board.broken = true;
		this.fleet.health.start();
		this.fleet.run();
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void timersOfWhatWasAnnouncedBeforeEnd() {
		for (int i = 0; i < 100; i++) {
			this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD.plusSeconds(i),
					AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_2")));
			this.fleet.pass(MaintenanceFixture.INTERVAL);
		}
		this.fleet.pass(Duration.ofMinutes(1));
		assertThat(this.fleet.owner.timers()).as("the next reading, the next look at the clock").isEqualTo(2);
	}

	@Test
	void aNewcomerThatIsNamedForLaterMayBePicked() {
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_9")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.fleet.with(MaintenanceFixture.member("1", "web", "shop"), MaintenanceFixture.member("9", "web", "shop"));
		assertThat(this.fleet.routable()).containsExactly("1", "9");
		assertThat(this.fleet.healthOf("9").announced()).startsWith("Redeploy announced");
		this.fleet.pass(this.stage.untilOut(AnnouncedEvents.DAYS_AHEAD));
		assertThat(this.fleet.routable()).containsExactly("1");
	}

}
