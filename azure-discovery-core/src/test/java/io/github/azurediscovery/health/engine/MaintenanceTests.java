package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.imds.ScaleSetMembership;
import io.github.azurediscovery.imds.ScheduledEvent.Type;
import io.github.azurediscovery.imds.ScheduledEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which events speak against which instance, and how they are read. */
class MaintenanceTests {

	private final MaintenanceFixture stage = new MaintenanceFixture();

	private final AnnouncementBoard board = this.stage.board;

	private final HealthFixture fleet = this.stage.fleet;

	@Test
	void theReasonSaysWhatAndWhen() {
		this.board.announce(AnnouncedEvents.event("e1", Type.PREEMPT, null, "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.healthOf("2").maintenance()).isEqualTo("Preempt announced for 2026-11-21T10:04:00Z");
		this.board.announce(AnnouncedEvents.started(AnnouncedEvents.event("e1", Type.PREEMPT, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.healthOf("2").maintenance()).isEqualTo("Preempt under way");
		assertThat(this.fleet.changes).extracting(InstanceHealthChange::cause).containsOnly(Cause.MAINTENANCE);
	}

	@ParameterizedTest
	@CsvSource({ "-1, true", "0, false", "10, false", "11, true" })
	void aFreezeCountsWhenItIsLongOrOfUnknownLength(int seconds, boolean out) {
		this.board.announce(
				AnnouncedEvents.event("e1", Type.FREEZE, (seconds < 0) ? null : Duration.ofSeconds(seconds), "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable().contains("2")).isNotEqualTo(out);
	}

	@ParameterizedTest
	@CsvSource({ "-1, true", "0, false", "10, false", "11, true" })
	void kindsOfEventsThatCameLaterCountAsAFreezeDoes(int seconds, boolean out) {
		this.board.announce(
				AnnouncedEvents.event("e1", Type.OTHER, (seconds < 0) ? null : Duration.ofSeconds(seconds), "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable().contains("2")).isNotEqualTo(out);
		assertThat(this.fleet.healthOf("2").maintenance())
			.isEqualTo(out ? "Maintenance announced for " + AnnouncedEvents.SOON : null);
	}

	@Test
	void namesMatchIgnoringCaseAndOnlyInTheOwnScaleSetAndResourceGroup() {
		this.fleet.with(MaintenanceFixture.member("1", "WEB", "SHOP"), MaintenanceFixture.member("2", "web", "other"),
				MaintenanceFixture.member("3", "api", "shop"),
				HealthFixture.instance("4").toBuilder().name("web_1").resourceGroup("shop").build());
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_1", "web_2", "web_3", "api_3"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("2", "3", "4");
	}

	@Test
	void outsideScaleSetsNamesMatchInTheOwnResourceGroup() {
		this.board.self = AnnouncementBoard.webOne(null);
		this.fleet.with(HealthFixture.instance("1").toBuilder().name("web_1").resourceGroup("shop").build(),
				MaintenanceFixture.member("2", "web", "shop"));
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_1", "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("2");
	}

	@Test
	void aVmThatIsAttachedToASetFollowsTheEventsOfItsNeighbours() {
		this.board.self = AnnouncementBoard.webOne(null);
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		this.board.self = AnnouncementBoard.webOne(new ScaleSetMembership("web", null));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void aNewcomerThatIsNamedIsOutAtOnce() {
		this.board.announce(AnnouncedEvents.event("e1", Type.TERMINATE, null, "web_9"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.fleet.with(MaintenanceFixture.member("1", "web", "shop"), MaintenanceFixture.member("9", "web", "shop"));
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void theSameIncarnationIsTheSameContent() {
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.board.events = new ScheduledEvents(this.board.events.incarnation(), List.of());
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).doesNotContain("2");
	}

	@Test
	void whatWasAnnouncedStaysWhileNothingCanBeRead() {
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.board.broken = true;
		this.fleet.pass(MaintenanceFixture.INTERVAL.multipliedBy(100));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.board.broken = false;
		this.board.announce();
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).hasSize(3);
	}

	@Test
	void offAzureNothingHappens() {
		this.board.self = null;
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.fleet.routable()).hasSize(3);
	}

	@Test
	void readsNothingUnlessThatIsWanted() {
		AnnouncementBoard untouched = new AnnouncementBoard();
		HealthFixture off = new HealthFixture(HealthSettings.DEFAULT, untouched);
		off.health.start();
		off.pass(Duration.ofHours(1));
		assertThat(untouched.readings).isZero();
	}

	@Test
	void readsNoMoreOnceStopped() {
		this.fleet.health.stop();
		this.fleet.run();
		int before = this.board.readings;
		this.fleet.pass(Duration.ofMinutes(1));
		assertThat(this.board.readings).isEqualTo(before);
		this.fleet.health.start();
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		assertThat(this.board.readings).isEqualTo(before + 2);
	}

}
