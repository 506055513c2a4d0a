package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;

import io.github.azurediscovery.health.maintenance.PendingMaintenanceRecovery;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import io.github.azurediscovery.imds.ScheduledEvent.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How an instance comes back after its event. */
class MaintenanceRecoveryTests {

	private final MaintenanceFixture stage = new MaintenanceFixture();

	private final AnnouncementBoard board = this.stage.board;

	private final HealthFixture fleet = this.stage.fleet;

	@ParameterizedTest
	@EnumSource(names = { "PREEMPT", "TERMINATE" })
	void anInstanceThatWasToGoStaysOutUntilItIsListedAgainAndAcceptsAConnection(Type type) {
		this.board.announce(AnnouncedEvents.started(AnnouncedEvents.event("e1", type, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		Instant before = this.fleet.owner.instant();
		this.fleet.pass(Duration.ofSeconds(1));
		this.stage.over();
		assertThat(this.fleet.healthOf("2").maintenance())
			.endsWith("ended; waiting for the instance to be listed again");
		this.fleet.listed(before);
		assertThat(this.fleet.routable()).as("a round that began before the end says nothing")
			.containsExactly("1", "3");
		assertThat(this.fleet.questions).isEmpty();
		this.fleet.kill("2").listed();
		assertThat(this.fleet.questions).hasSize(1);
		assertThat(this.fleet.healthOf("2").maintenance())
			.endsWith("ended; waiting for the instance to accept a connection");
		this.fleet.revive("2").pass(PendingMaintenanceRecovery.RETRY);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		assertThat(this.fleet.healthOf("2").maintenance()).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "REBOOT", "REDEPLOY", "FREEZE" })
	void anInstanceThatWasToComeBackStaysOutUntilItAcceptsAConnection(Type type) {
		this.board.announce(AnnouncedEvents.started(AnnouncedEvents.event("e1", type, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL).kill("2");
		this.stage.over();
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.fleet.pass(Duration.ofMinutes(10));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.fleet.revive("2").pass(PendingMaintenanceRecovery.RETRY);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
	}

	@Test
	void aPreemptedMemberThatLeavesIsForgotten() {
		this.board.announce(AnnouncedEvents.started(AnnouncedEvents.event("e1", Type.PREEMPT, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.stage.over();
		this.fleet.with(MaintenanceFixture.member("1", "web", "shop"), MaintenanceFixture.member("3", "web", "shop"))
			.listed();
		this.fleet.pass(Duration.ofHours(1));
		assertThat(this.fleet.questions).isEmpty();
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void whatChangesInAzureMeanwhileBringsNoInstanceBack() {
		this.board.announce(AnnouncedEvents.started(AnnouncedEvents.event("e1", Type.PREEMPT, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.stage.over();
		this.fleet.with(MaintenanceFixture.member("1", "web", "shop"),
				MaintenanceFixture.member("2", "web", "shop").toBuilder().zone("3").build());
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void aNewEventPutsAnEndToTheAftermathOfTheOneBefore() {
		this.board.announce(AnnouncedEvents.event("e1", Type.REBOOT, null, "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL).slowNetwork();
		this.stage.over();
		this.board.announce(AnnouncedEvents.event("e2", Type.REDEPLOY, null, "web_2"));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.fleet.answer(0, InstanceProbeResult.ALIVE);
		assertThat(this.fleet.healthOf("2").maintenance()).startsWith("Redeploy announced");
	}

	@Test
	void anInstanceThatIsHeldByTheGuardIsNotListed() {
		this.board.announce(AnnouncedEvents.started(AnnouncedEvents.event("e1", Type.PREEMPT, null, "web_2")));
		this.fleet.pass(MaintenanceFixture.INTERVAL);
		this.stage.over();
		this.fleet
			.with(MaintenanceFixture.member("1", "web", "shop"),
					MaintenanceFixture.member("2", "web", "shop").toBuilder().held(true).build())
			.listed();
		assertThat(this.fleet.routable()).containsExactly("1");
	}

}
