package io.github.azurediscovery.health.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.ScheduledEventsSettings;
import io.github.azurediscovery.health.maintenance.PendingMaintenanceRecovery;
import io.github.azurediscovery.health.maintenance.ScheduledEventsClient;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScaleSetMembership;
import io.github.azurediscovery.imds.ScheduledEvent.Type;
import io.github.azurediscovery.imds.ScheduledEvent;
import io.github.azurediscovery.imds.ScheduledEvents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaintenanceTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration LEAD = Duration.ofMinutes(5);

	private static final Instant SOON = HandDriven.START.plus(Duration.ofMinutes(4));

	private static final Instant DAYS_AHEAD = HandDriven.START.plus(Duration.ofDays(3));

	private final Board board = new Board();

	private final HealthFixture fleet = fleet(true);

	@BeforeEach
	void threeMembers() {
		this.fleet.with(member("1", "web", "shop"), member("2", "web", "shop"), member("3", "web", "shop"));
		this.fleet.health.start();
		this.fleet.run();
	}

	@ParameterizedTest
	@EnumSource(names = { "FREEZE", "REBOOT", "REDEPLOY", "OTHER" })
	void anInstanceThatIsNamedIsOutFromShortlyBeforeItsEventToItsEnd(Type type) {
		ScheduledEvent event = notBefore(DAYS_AHEAD, event("e1", type, null, "web_2"));
		this.board.announce(event);
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		this.fleet.pass(untilOut(DAYS_AHEAD).minusSeconds(1));
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		this.fleet.pass(Duration.ofSeconds(1));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.MAINTENANCE);
		this.board.announce(started(event));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		over();
		this.fleet.listed();
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
	}

	@ParameterizedTest
	@EnumSource(names = { "PREEMPT", "TERMINATE" })
	void anInstanceThatIsToGoForGoodIsOutAtOnce(Type type) {
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", type, null, "web_2")));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void anEventThatMayBeginAtAnyTimeTakesOutAtOnce() {
		this.board.announce(notBefore(null, event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		assertThat(this.fleet.healthOf("2").maintenance()).isEqualTo("Redeploy announced");
	}

	@Test
	void anEventThatBeginsEarlyTakesOutAtOnce() {
		ScheduledEvent event = notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_2"));
		this.board.announce(event);
		this.fleet.pass(INTERVAL);
		this.board.announce(started(event));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		assertThat(this.fleet.healthOf("2").maintenance()).isEqualTo("Redeploy under way");
		assertThat(this.fleet.healthOf("2").announced()).isNull();
	}

	@Test
	void whatIsAnnouncedForLaterIsToldAndSpeaksAgainstNothing() {
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(INTERVAL);
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
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(INTERVAL);
		this.board.broken = true;
		this.fleet.pass(untilOut(DAYS_AHEAD));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void anEventThatIsCalledOffBeforeItsTimeLeavesNothingBehind() {
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(INTERVAL);
		over();
		assertThat(this.fleet.healthOf("2").announced()).isNull();
		assertThat(this.fleet.questions).isEmpty();
		this.fleet.pass(Duration.ofDays(4));
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
	}

	@Test
	void anEventMayBePutOffAndBroughtForward() {
		this.board.announce(event("e1", Type.REDEPLOY, null, "web_2"));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).as("it accepts a connection").containsExactly("1", "2", "3");
		Instant sooner = DAYS_AHEAD.minus(Duration.ofDays(1));
		this.board.announce(notBefore(sooner, event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.healthOf("2").announced()).endsWith(sooner.toString());
		this.fleet.pass(untilOut(sooner));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void theEventThatComesFirstCountsAndThenTheNext() {
		ScheduledEvent far = notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_2"));
		this.board.announce(far, event("e2", Type.REBOOT, null, "web_2"));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.healthOf("2").maintenance()).startsWith("Reboot announced");
		this.fleet.kill("2");
		this.board.announce(far);
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.healthOf("2").maintenance()).isEqualTo("Reboot over, no connection accepted yet");
		this.fleet.revive("2").pass(PendingMaintenanceRecovery.RETRY);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		assertThat(this.fleet.healthOf("2").announced()).startsWith("Redeploy announced");
	}

	@Test
	void aClockThatIsSetForwardIsFollowedWithinAMinute() {
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(INTERVAL).jump(Duration.ofDays(3)).pass(Duration.ofMinutes(1));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void aMachineThatHasSleptLooksAtOnce() {
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(INTERVAL).jump(Duration.ofDays(3));
		this.fleet.health.resumed();
		this.fleet.run();
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void aClockThatIsSetBackBringsNoInstanceBackBeforeAzureSaysMore() {
		this.board.announce(event("e1", Type.REDEPLOY, null, "web_2"));
		this.fleet.pass(INTERVAL).jump(Duration.ofHours(-2)).pass(Duration.ofHours(1));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.fleet.jump(Duration.ofHours(2));
		this.board.announce(started(event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void noTimerIsLeftOnceStoppedAndWhatIsDueByThenComesWithTheStart() {
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_2")));
		this.fleet.pass(INTERVAL);
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
			this.board.announce(notBefore(DAYS_AHEAD.plusSeconds(i), event("e1", Type.REDEPLOY, null, "web_2")));
			this.fleet.pass(INTERVAL);
		}
		this.fleet.pass(Duration.ofMinutes(1));
		assertThat(this.fleet.owner.timers()).as("the next reading, the next look at the clock").isEqualTo(2);
	}

	@Test
	void aNewcomerThatIsNamedForLaterMayBePicked() {
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_9")));
		this.fleet.pass(INTERVAL);
		this.fleet.with(member("1", "web", "shop"), member("9", "web", "shop"));
		assertThat(this.fleet.routable()).containsExactly("1", "9");
		assertThat(this.fleet.healthOf("9").announced()).startsWith("Redeploy announced");
		this.fleet.pass(untilOut(DAYS_AHEAD));
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@ParameterizedTest
	@EnumSource(names = { "PREEMPT", "TERMINATE" })
	void whoeverWasToGoForGoodStaysOutUntilItIsListedAgainAndAcceptsAConnection(Type type) {
		this.board.announce(started(event("e1", type, null, "web_2")));
		this.fleet.pass(INTERVAL);
		Instant before = this.fleet.owner.instant();
		this.fleet.pass(Duration.ofSeconds(1));
		over();
		assertThat(this.fleet.healthOf("2").maintenance()).endsWith("over, not listed again yet");
		this.fleet.listed(before);
		assertThat(this.fleet.routable()).as("a round that began before the end says nothing")
			.containsExactly("1", "3");
		assertThat(this.fleet.questions).isEmpty();
		this.fleet.kill("2").listed();
		assertThat(this.fleet.questions).hasSize(1);
		assertThat(this.fleet.healthOf("2").maintenance()).endsWith("over, no connection accepted yet");
		this.fleet.revive("2").pass(PendingMaintenanceRecovery.RETRY);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		assertThat(this.fleet.healthOf("2").maintenance()).isNull();
	}

	@ParameterizedTest
	@EnumSource(names = { "REBOOT", "REDEPLOY", "FREEZE" })
	void whoeverWasToComeBackStaysOutUntilItAcceptsAConnection(Type type) {
		this.board.announce(started(event("e1", type, null, "web_2")));
		this.fleet.pass(INTERVAL).kill("2");
		over();
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.fleet.pass(Duration.ofMinutes(10));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.fleet.revive("2").pass(PendingMaintenanceRecovery.RETRY);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
	}

	@Test
	void aPreemptedMemberThatLeavesIsForgotten() {
		this.board.announce(started(event("e1", Type.PREEMPT, null, "web_2")));
		this.fleet.pass(INTERVAL);
		over();
		this.fleet.with(member("1", "web", "shop"), member("3", "web", "shop")).listed();
		this.fleet.pass(Duration.ofHours(1));
		assertThat(this.fleet.questions).isEmpty();
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void whatChangesInAzureMeanwhileBringsNobodyBack() {
		this.board.announce(started(event("e1", Type.PREEMPT, null, "web_2")));
		this.fleet.pass(INTERVAL);
		over();
		this.fleet.with(member("1", "web", "shop"), member("2", "web", "shop").toBuilder().zone("3").build());
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void aNewEventPutsAnEndToTheAftermathOfTheOneBefore() {
		this.board.announce(event("e1", Type.REBOOT, null, "web_2"));
		this.fleet.pass(INTERVAL).slowNetwork();
		over();
		this.board.announce(event("e2", Type.REDEPLOY, null, "web_2"));
		this.fleet.pass(INTERVAL);
		this.fleet.answer(0, InstanceProbeResult.ALIVE);
		assertThat(this.fleet.healthOf("2").maintenance()).startsWith("Redeploy announced");
	}

	@Test
	void whoeverIsHeldByTheGuardIsNotListed() {
		this.board.announce(started(event("e1", Type.PREEMPT, null, "web_2")));
		this.fleet.pass(INTERVAL);
		over();
		this.fleet.with(member("1", "web", "shop"), member("2", "web", "shop").toBuilder().held(true).build()).listed();
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	/** Nothing is announced any more. */
	private void over() {
		this.board.announce();
		this.fleet.pass(INTERVAL);
	}

	@Test
	void theReasonSaysWhatAndWhen() {
		this.board.announce(event("e1", Type.PREEMPT, null, "web_2"));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.healthOf("2").maintenance()).isEqualTo("Preempt announced for 2026-11-21T10:04:00Z");
		this.board.announce(started(event("e1", Type.PREEMPT, null, "web_2")));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.healthOf("2").maintenance()).isEqualTo("Preempt under way");
		assertThat(this.fleet.changes).extracting(InstanceHealthChange::cause).containsOnly(Cause.MAINTENANCE);
	}

	@ParameterizedTest
	@CsvSource({ "-1, true", "0, false", "10, false", "11, true" })
	void aFreezeCountsWhenItIsLongOrOfUnknownLength(int seconds, boolean out) {
		this.board.announce(event("e1", Type.FREEZE, (seconds < 0) ? null : Duration.ofSeconds(seconds), "web_2"));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable().contains("2")).isNotEqualTo(out);
	}

	@ParameterizedTest
	@CsvSource({ "-1, true", "0, false", "10, false", "11, true" })
	void kindsOfEventsThatCameLaterCountAsAFreezeDoes(int seconds, boolean out) {
		this.board.announce(event("e1", Type.OTHER, (seconds < 0) ? null : Duration.ofSeconds(seconds), "web_2"));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable().contains("2")).isNotEqualTo(out);
		assertThat(this.fleet.healthOf("2").maintenance()).isEqualTo(out ? "Maintenance announced for " + SOON : null);
	}

	@Test
	void namesMatchIgnoringCaseAndOnlyInTheOwnScaleSetAndResourceGroup() {
		this.fleet.with(member("1", "WEB", "SHOP"), member("2", "web", "other"), member("3", "api", "shop"),
				HealthFixture.instance("4").toBuilder().name("web_1").resourceGroup("shop").build());
		this.board.announce(event("e1", Type.REBOOT, null, "web_1", "web_2", "web_3", "api_3"));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("2", "3", "4");
	}

	@Test
	void outsideScaleSetsNamesMatchInTheOwnResourceGroup() {
		this.board.self = webOne(null);
		this.fleet.with(HealthFixture.instance("1").toBuilder().name("web_1").resourceGroup("shop").build(),
				member("2", "web", "shop"));
		this.board.announce(event("e1", Type.REBOOT, null, "web_1", "web_2"));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("2");
	}

	@Test
	void aVmThatIsAttachedToASetFollowsTheEventsOfItsNeighbours() {
		this.board.self = webOne(null);
		this.board.announce(event("e1", Type.REBOOT, null, "web_2"));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		this.board.self = webOne(new ScaleSetMembership("web", null));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void aNewcomerThatIsNamedIsOutAtOnce() {
		this.board.announce(event("e1", Type.TERMINATE, null, "web_9"));
		this.fleet.pass(INTERVAL);
		this.fleet.with(member("1", "web", "shop"), member("9", "web", "shop"));
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void theSameIncarnationIsTheSameContent() {
		this.board.announce(event("e1", Type.REBOOT, null, "web_2"));
		this.fleet.pass(INTERVAL);
		this.board.events = new ScheduledEvents(this.board.events.incarnation(), List.of());
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).doesNotContain("2");
	}

	@Test
	void whatWasAnnouncedStaysWhileNothingCanBeRead() {
		this.board.announce(event("e1", Type.REBOOT, null, "web_2"));
		this.fleet.pass(INTERVAL);
		this.board.broken = true;
		this.fleet.pass(INTERVAL.multipliedBy(100));
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.board.broken = false;
		this.board.announce();
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).hasSize(3);
	}

	@Test
	void offAzureNothingHappens() {
		this.board.self = null;
		this.board.announce(event("e1", Type.REBOOT, null, "web_2"));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).hasSize(3);
	}

	@Test
	void acknowledgesAnEventThatNamesExactlyThisVmOnceTheNeighboursHaveSeenIt() {
		this.board.announce(event("e1", Type.REBOOT, null, "web_1"));
		this.fleet.pass(INTERVAL.multipliedBy(2));
		assertThat(this.board.acknowledged).isEmpty();
		this.fleet.pass(INTERVAL.multipliedBy(20));
		assertThat(this.board.acknowledged).containsExactly("e1");
	}

	@Test
	void acknowledgesNothingBeforeTheVmIsOut() {
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", Type.REDEPLOY, null, "web_1")));
		this.fleet.pass(INTERVAL);
		this.fleet.pass(untilOut(DAYS_AHEAD).plus(INTERVAL));
		assertThat(this.fleet.routable()).containsExactly("2", "3");
		assertThat(this.board.acknowledged).as("the neighbours may not know yet").isEmpty();
		this.fleet.pass(INTERVAL.multipliedBy(2));
		assertThat(this.board.acknowledged).containsExactly("e1");
	}

	@Test
	void whatAUserWantsIsAcknowledgedSoonAndSoTakesOutAtOnce() {
		this.board.announce(byUser(event("e1", Type.REBOOT, null, "web_1")),
				byUser(event("e2", Type.REBOOT, null, "web_2", "web_3")));
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.routable()).containsExactly("2", "3");
		this.fleet.pass(INTERVAL.multipliedBy(3));
		assertThat(this.board.acknowledged).containsExactly("e1");
	}

	@Test
	void whatAUserWantsWaitsWhereNothingIsAcknowledged() {
		HealthFixture modest = fleet(false).with(member("1", "web", "shop"), member("2", "web", "shop"));
		modest.health.start();
		this.board.announce(byUser(event("e1", Type.REBOOT, null, "web_1")));
		modest.pass(INTERVAL);
		assertThat(modest.routable()).containsExactly("1", "2");
		assertThat(modest.healthOf("1").announced()).startsWith("Reboot announced for");
	}

	@Test
	void whatCallsWouldNotNoticeIsAcknowledgedBeforeItsTime() {
		this.board.announce(notBefore(DAYS_AHEAD, event("e1", Type.FREEZE, Duration.ofSeconds(5), "web_1")));
		this.fleet.pass(INTERVAL.multipliedBy(4));
		assertThat(this.board.acknowledged).containsExactly("e1");
	}

	@Test
	void neverAcknowledgesForOthers() {
		this.board.announce(event("e1", Type.REBOOT, null, "web_1", "web_2"), event("e2", Type.REBOOT, null, "web_3"),
				started(event("e3", Type.REBOOT, null, "web_1")));
		this.fleet.pass(INTERVAL.multipliedBy(20));
		assertThat(this.board.acknowledged).isEmpty();
	}

	@Test
	void acknowledgesAgainWhatWasNotAccepted() {
		this.board.announce(event("e1", Type.REBOOT, null, "web_1"));
		this.board.refuses = true;
		this.fleet.pass(INTERVAL.multipliedBy(5));
		this.board.refuses = false;
		this.fleet.pass(INTERVAL.multipliedBy(5));
		assertThat(this.board.acknowledged).containsExactly("e1");
	}

	@Test
	void acknowledgesNothingUnlessThatIsWanted() {
		HealthFixture modest = fleet(false);
		modest.health.start();
		this.board.announce(event("e1", Type.REBOOT, null, "web_1"));
		modest.pass(INTERVAL.multipliedBy(20));
		assertThat(this.board.readings).isGreaterThan(20);
		assertThat(this.board.acknowledged).isEmpty();
	}

	@Test
	void readsNothingUnlessThatIsWanted() {
		Board untouched = new Board();
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
		this.fleet.pass(INTERVAL);
		assertThat(this.board.readings).isEqualTo(before + 2);
	}

	private HealthFixture fleet(boolean acknowledge) {
		return new HealthFixture(HealthSettings.builder()
			.scheduledEvents(ScheduledEventsSettings.builder()
				.enabled(true)
				.interval(INTERVAL)
				.leadTime(LEAD)
				.acknowledge(acknowledge)
				.build())
			.build(), this.board);
	}

	private static Instance member(String id, String scaleSet, String resourceGroup) {
		return HealthFixture.instance(id)
			.toBuilder()
			.name(scaleSet + "_" + id)
			.scaleSet(scaleSet)
			.resourceGroup(resourceGroup)
			.build();
	}

	private static ScheduledEvent event(String id, Type type, @Nullable Duration duration, String... names) {
		return new ScheduledEvent(id, type, false, List.of(names), SOON, duration, "Platform", "");
	}

	private static ScheduledEvent notBefore(@Nullable Instant notBefore, ScheduledEvent event) {
		return new ScheduledEvent(event.id(), event.type(), false, event.resources(), notBefore, event.duration(),
				event.source(), event.description());
	}

	private static ScheduledEvent byUser(ScheduledEvent event) {
		return new ScheduledEvent(event.id(), event.type(), false, event.resources(), DAYS_AHEAD, event.duration(),
				"User", event.description());
	}

	private static ScheduledEvent started(ScheduledEvent event) {
		return new ScheduledEvent(event.id(), event.type(), true, event.resources(), null, event.duration(),
				event.source(), event.description());
	}

	/** How long it takes from now on until an instance is out. */
	private Duration untilOut(Instant notBefore) {
		return Duration.between(this.fleet.owner.instant(), notBefore.minus(LEAD));
	}

	private static InstanceMetadata webOne(@Nullable ScaleSetMembership scaleSet) {
		return new InstanceMetadata("vm-1", "web_1", "/subscriptions/s", "s", "shop", "westeurope", "1",
				"AzurePublicCloud", "Standard_D2s_v5", scaleSet, null, Map.of(), List.of());
	}

	/** What Azure announces to this VM. */
	private static final class Board implements ScheduledEventsClient {

		private @Nullable InstanceMetadata self = webOne(new ScaleSetMembership("web", null));

		private ScheduledEvents events = new ScheduledEvents(1, List.of());

		private final List<String> acknowledged = new ArrayList<>();

		private boolean broken;

		private boolean refuses;

		private int readings;

		void announce(ScheduledEvent... events) {
			this.events = new ScheduledEvents(this.events.incarnation() + 1, List.of(events));
		}

		@Override
		public Optional<InstanceMetadata> self() {
			return Optional.ofNullable(this.self);
		}

		@Override
		public ScheduledEvents read() throws IOException {
			this.readings++;
			if (this.broken) {
				throw new IOException("the service answered 500");
			}
			return this.events;
		}

		@Override
		public void acknowledge(String eventId) throws IOException {
			if (this.refuses) {
				throw new IOException("the service answered 500");
			}
			this.acknowledged.add(eventId);
		}

	}

}
