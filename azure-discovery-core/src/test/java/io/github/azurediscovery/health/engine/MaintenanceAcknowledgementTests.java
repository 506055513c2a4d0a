package io.github.azurediscovery.health.engine;

import java.time.Duration;

import io.github.azurediscovery.imds.ScheduledEvent.Type;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which events are acknowledged, and when. */
class MaintenanceAcknowledgementTests {

	private final MaintenanceFixture stage = new MaintenanceFixture();

	private final AnnouncementBoard board = this.stage.board;

	private final HealthFixture fleet = this.stage.fleet;

	@Test
	void acknowledgesAnEventThatNamesExactlyThisVmOnceTheNeighboursHaveSeenIt() {
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_1"));
		this.fleet.pass(MaintenanceFixture.INTERVAL.multipliedBy(2));
		assertThat(this.board.acknowledged).isEmpty();
		this.fleet.pass(MaintenanceFixture.INTERVAL.multipliedBy(20));
		assertThat(this.board.acknowledged).containsExactly("e1");
	}

	@Test
	void acknowledgesNothingBeforeTheVmIsOut() {
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.REDEPLOY, null, "web_1")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.fleet.pass(this.stage.untilOut(AnnouncedEvents.DAYS_AHEAD).plus(MaintenanceFixture.INTERVAL));
		assertThat(this.fleet.routable()).containsExactly("2", "3");
		assertThat(this.board.acknowledged).as("the neighbours may not know yet").isEmpty();
		this.fleet.pass(MaintenanceFixture.INTERVAL.multipliedBy(2));
		assertThat(this.board.acknowledged).containsExactly("e1");
	}

	@Test
	void whatAUserWantsIsAcknowledgedSoonAndSoTakesOutAtOnce() {
		this.board.announce(AnnouncedEvents.byUser(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_1")),
				AnnouncedEvents.byUser(AnnouncedEvents.event("e2", Type.REBOOT, null, "web_2", "web_3")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("2", "3");
		this.fleet.pass(MaintenanceFixture.INTERVAL.multipliedBy(3));
		assertThat(this.board.acknowledged).containsExactly("e1");
	}

	@Test
	void whatAUserWantsWaitsWhereNothingIsAcknowledged() {
		HealthFixture modest = MaintenanceFixture.silent(this.board)
			.with(MaintenanceFixture.member("1", "web", "shop"), MaintenanceFixture.member("2", "web", "shop"));
		modest.health.start();
		this.board.announce(AnnouncedEvents.byUser(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_1")));
		modest.pass(MaintenanceFixture.INTERVAL);
		assertThat(modest.routable()).containsExactly("1", "2");
		assertThat(modest.healthOf("1").announced()).startsWith("Reboot announced for");
	}

	@Test
	void whatCallsWouldNotNoticeIsAcknowledgedBeforeItsTime() {
		this.board.announce(AnnouncedEvents.notBefore(AnnouncedEvents.DAYS_AHEAD,
				AnnouncedEvents.event("e1", Type.FREEZE, Duration.ofSeconds(5), "web_1")));
		this.fleet.pass(MaintenanceFixture.INTERVAL.multipliedBy(4));
		assertThat(this.board.acknowledged).containsExactly("e1");
	}

	@Test
	void neverAcknowledgesForOthers() {
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_1", "web_2"),
				AnnouncedEvents.event("e2", Type.REBOOT, null, "web_3"),
				AnnouncedEvents.started(AnnouncedEvents.event("e3", Type.REBOOT, null, "web_1")));
		this.fleet.pass(MaintenanceFixture.INTERVAL.multipliedBy(20));
		assertThat(this.board.acknowledged).isEmpty();
	}

	@Test
	void acknowledgesAgainWhatWasNotAccepted() {
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_1"));
		this.board.refuses = true;
		this.fleet.pass(MaintenanceFixture.INTERVAL.multipliedBy(5));
		this.board.refuses = false;
		this.fleet.pass(MaintenanceFixture.INTERVAL.multipliedBy(5));
		assertThat(this.board.acknowledged).containsExactly("e1");
	}

	@Test
	void acknowledgesNothingUnlessThatIsWanted() {
		HealthFixture modest = MaintenanceFixture.silent(this.board);
		modest.health.start();
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_1"));
		modest.pass(MaintenanceFixture.INTERVAL.multipliedBy(20));
		assertThat(this.board.readings).isGreaterThan(20);
		assertThat(this.board.acknowledged).isEmpty();
	}

}
