package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.util.Set;

import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutlierDetectorTests {

	private final HealthFixture fleet = HealthFixture.of("1", "2", "3", "4", "5");

	@Test
	void hardEvidenceEjectsOnTheFirstOccurrence() {
		this.fleet.refuse("2");
		assertThat(this.fleet.routable()).containsExactly("1", "3", "4", "5");
		assertThat(this.fleet.healthOf("2").outlier())
			.isEqualTo("ejected until 2026-11-21T10:00:30Z: connection refused");
	}

	@Test
	void hardEvidenceHasNoCap() {
		for (String id : new String[] { "1", "2", "3", "4", "5" }) {
			this.fleet.refuse(id);
		}
		assertThat(this.fleet.routable()).isEmpty();
		assertThat(this.fleet.standing("3")).isEqualTo(InstanceStanding.HARD);
	}

	@Test
	void softEvidenceEjectsAfterSeveralInARow() {
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, 4);
		assertThat(this.fleet.routable()).contains("2");
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, "status 503");
		assertThat(this.fleet.routable()).doesNotContain("2");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.SOFT);
		assertThat(this.fleet.healthOf("2").outlier()).endsWith("5 failures in a row, the last: status 503");
	}

	@Test
	void oneSuccessEndsTheRow() {
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, 4);
		this.fleet.report("2", CallOutcome.SUCCESS, "");
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, 4);
		assertThat(this.fleet.routable()).contains("2");
	}

	@Test
	void softEvidenceEjectsNoMoreThanItsShare() {
		this.fleet.report("1", CallOutcome.SOFT_FAILURE, 20).report("2", CallOutcome.SOFT_FAILURE, 20);
		assertThat(this.fleet.routable()).containsExactly("2", "3", "4", "5");
	}

	@Test
	void softEvidenceMayAlwaysEjectOneOfTwo() {
		HealthFixture two = HealthFixture.of("1", "2");
		two.report("1", CallOutcome.SOFT_FAILURE, 5).report("2", CallOutcome.SOFT_FAILURE, 5);
		assertThat(two.routable()).containsExactly("2");
	}

	@Test
	void softEvidenceNeverEjectsTheOnlyOne() {
		HealthFixture one = HealthFixture.of("1");
		one.report("1", CallOutcome.SOFT_FAILURE, 50);
		assertThat(one.routable()).containsExactly("1");
	}

	@Test
	void whoIsOutHardLeavesRoomForSoftEjections() {
		this.fleet.refuse("1").report("2", CallOutcome.SOFT_FAILURE, 5);
		assertThat(this.fleet.routable()).containsExactly("3", "4", "5");
	}

	@Test
	void aBlockedEjectionFollowsWhenThereIsRoomAgain() {
		this.fleet.report("1", CallOutcome.SOFT_FAILURE, 5).report("2", CallOutcome.SOFT_FAILURE, 7);
		this.fleet.pass(Duration.ofSeconds(30));
		assertThat(this.fleet.routable()).contains("1", "2");
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, 3);
		assertThat(this.fleet.routable()).containsExactly("1", "3", "4", "5");
	}

	@Test
	void hardEvidenceAgainstWhoIsSoftlyEjectedTurnsItHard() {
		this.fleet.report("1", CallOutcome.SOFT_FAILURE, 5).refuse("1");
		assertThat(this.fleet.standing("1")).isEqualTo(InstanceStanding.HARD);
		assertThat(this.fleet.healthOf("1").outlier())
			.isEqualTo("ejected until 2026-11-21T10:00:30Z: connection refused");
	}

	@Test
	void aRefusedConnectAfterAResetIsHardEvidence() {
		this.fleet.kill("3").report("3", CallOutcome.SUSPECT, "connection reset");
		assertThat(this.fleet.standing("3")).isEqualTo(InstanceStanding.HARD);
		assertThat(this.fleet.healthOf("3").outlier()).endsWith("connection reset, then connection refused");
	}

	@Test
	void anAcceptedConnectAfterAResetCountsAsSoft() {
		this.fleet.report("3", CallOutcome.SUSPECT, "connection reset");
		assertThat(this.fleet.routable()).contains("3");
		this.fleet.report("3", CallOutcome.SOFT_FAILURE, 4);
		assertThat(this.fleet.standing("3")).isEqualTo(InstanceStanding.SOFT);
	}

	@Test
	void aSuspectIsPassedOverUntilTheConnectHasDecided() {
		this.fleet.slowNetwork().report("3", CallOutcome.SUSPECT, "connection reset");
		assertThat(this.fleet.standing("3")).isEqualTo(InstanceStanding.SUSPECT);
		assertThat(this.fleet.healthOf("3").routable()).as("nothing is decided yet").isTrue();
		this.fleet.answer(0, InstanceProbeResult.ALIVE);
		assertThat(this.fleet.standing("3")).isEqualTo(InstanceStanding.ROUTABLE);
		assertThat(this.fleet.changes).as("one stale connection is no news").isEmpty();
	}

	@Test
	void aBrokenConnectionIsAnsweredByOneThatMustLast() {
		this.fleet.slowNetwork().report("3", CallOutcome.SUSPECT, "connection reset");
		this.fleet.report("4", CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.questions).extracting(HealthFixture.Question::kind)
			.containsExactly("lasting connect", "connect");
	}

	@Test
	void noMoreArePassedOverThanSoftEvidenceMayEject() {
		this.fleet.slowNetwork();
		for (String id : new String[] { "1", "2", "3", "4", "5" }) {
			this.fleet.report(id, CallOutcome.SUSPECT, "connection reset");
		}
		assertThat(this.fleet.routable()).containsExactly("2", "3", "4", "5");
		assertThat(this.fleet.questions).as("all are asked").hasSize(5);
	}

	@Test
	void theOnlyOneIsNotPassedOver() {
		HealthFixture one = HealthFixture.of("1").slowNetwork().report("1", CallOutcome.SUSPECT, "connection reset");
		assertThat(one.routable()).containsExactly("1");
	}

	@Test
	void manyResetsAtOnceCostOneConnectAndAllCount() {
		this.fleet.slowNetwork();
		this.fleet.report("3", CallOutcome.SUSPECT, 5);
		assertThat(this.fleet.questions).hasSize(1);
		this.fleet.answer(0, InstanceProbeResult.ALIVE);
		assertThat(this.fleet.standing("3")).isEqualTo(InstanceStanding.SOFT);
	}

	@Test
	void troubleOfOurOwnIsNoHardEvidence() {
		this.fleet.slowNetwork().report("3", CallOutcome.SUSPECT, "connection reset");
		this.fleet.answer(0, InstanceProbeResult.unclear("no free local port"));
		assertThat(this.fleet.routable()).contains("3");
	}

	@Test
	void isBackAfterItsTimeOnceAConnectSucceeds() {
		this.fleet.refuse("2").pass(Duration.ofSeconds(29));
		assertThat(this.fleet.questions).as("the connect that decided").hasSize(1);
		this.fleet.pass(Duration.ofSeconds(1));
		assertThat(this.fleet.routable()).contains("2");
		assertThat(this.fleet.healthOf("2").outlier()).isNull();
	}

	@Test
	void staysOutWhileThePortIsClosed() {
		this.fleet.kill("2").refuse("2").pass(Duration.ofMinutes(10));
		assertThat(this.fleet.routable()).doesNotContain("2");
		assertThat(this.fleet.healthOf("2").outlier()).startsWith("ejected until 2026-11-21T10:10:30Z");
		this.fleet.revive("2").pass(Duration.ofSeconds(30));
		assertThat(this.fleet.routable()).contains("2");
	}

	@Test
	void isBackOnlyAfterAProbeWhereOneIsConfigured() {
		ProbeSettings http = ProbeSettings.builder().enabled(true).path("/health").jitter(0).build();
		HealthFixture probed = new HealthFixture(HealthSettings.builder().probe(http).build()).with("1", "2");
		probed.refuse("1").pass(Duration.ofSeconds(30));
		assertThat(probed.questions).extracting(HealthFixture.Question::kind).containsExactly("connect", "probe");
		assertThat(probed.routable()).containsExactly("1", "2");
	}

	@Test
	void everyFurtherEjectionLastsLongerUpToTheLongest() {
		int[] seconds = { 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 300 };
		for (int length : seconds) {
			this.fleet.refuse("2");
			this.fleet.pass(Duration.ofSeconds(length - 1));
			assertThat(this.fleet.routable()).as("after %s s", length - 1).doesNotContain("2");
			this.fleet.pass(Duration.ofSeconds(1));
			assertThat(this.fleet.routable()).as("after %s s", length).contains("2");
		}
	}

	@Test
	void quietTimeTakesEjectionsBack() {
		for (int length : new int[] { 30, 60, 90 }) {
			this.fleet.refuse("2").pass(Duration.ofSeconds(length));
		}
		this.fleet.pass(Duration.ofSeconds(60)).refuse("2");
		assertThat(this.fleet.healthOf("2").outlier()).as("the second ejection again")
			.contains(this.fleet.owner.instant().plusSeconds(60).toString());
	}

	@Test
	void whoHangsStaysOutThoughItAcceptsConnections() {
		this.fleet.hang("2").report("2", CallOutcome.SOFT_FAILURE, 5).pass(Duration.ofSeconds(299));
		assertThat(this.fleet.routable()).doesNotContain("2");
		assertThat(this.fleet.questions).extracting(HealthFixture.Question::kind).containsOnly("answer").hasSize(9);
		this.fleet.revive("2").pass(Duration.ofSeconds(1));
		assertThat(this.fleet.routable()).as("it answers again").contains("2");
	}

	@Test
	void whoNeverAnswersIsTriedWithACallOnceItWasOutForTheLongestTime() {
		this.fleet.hang("2").report("2", CallOutcome.SOFT_FAILURE, 5).pass(Duration.ofSeconds(300));
		assertThat(this.fleet.routable()).contains("2");
		this.fleet.picked("2");
		assertThat(this.fleet.standing("2")).as("a single call").isEqualTo(InstanceStanding.SUSPECT);
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, "read timeout");
		assertThat(this.fleet.healthOf("2").outlier()).endsWith("failed when it was tried again: read timeout");
		this.fleet.pass(Duration.ofSeconds(299));
		assertThat(this.fleet.routable()).as("once in the longest time").doesNotContain("2");
	}

	@Test
	void whoDidBadlyIsTriedWithASingleCall() {
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, 5).pass(Duration.ofSeconds(30));
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.ROUTABLE);
		this.fleet.picked("2");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.SUSPECT);
		int told = this.fleet.changes.size();
		this.fleet.report("2", CallOutcome.SUCCESS, "");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.ROUTABLE);
		this.fleet.picked("2").report("2", CallOutcome.SOFT_FAILURE, 4);
		assertThat(this.fleet.standing("2")).as("the trial is over").isEqualTo(InstanceStanding.ROUTABLE);
		assertThat(this.fleet.changes).as("no listener hears of a trial that went well").hasSize(told);
	}

	@Test
	void oneFailureOnTrialEjectsAgainForLonger() {
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, 5).pass(Duration.ofSeconds(30));
		this.fleet.picked("2").report("2", CallOutcome.SOFT_FAILURE, "read timeout");
		this.fleet.pass(Duration.ofSeconds(59));
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.SOFT);
		this.fleet.pass(Duration.ofSeconds(1));
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.ROUTABLE);
	}

	@Test
	void aTrialCallWithoutAnOutcomeIsFollowedByAnother() {
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, 5).pass(Duration.ofSeconds(30));
		this.fleet.picked("2").pass(Duration.ofSeconds(30));
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.ROUTABLE);
		this.fleet.picked("2");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.SUSPECT);
	}

	@Test
	void whoTurnsFromHangingToDeadMustStillAnswer() {
		this.fleet.hang("2")
			.report("2", CallOutcome.SOFT_FAILURE, 5)
			.kill("2")
			.report("2", CallOutcome.HARD_FAILURE, "connect timeout")
			.pass(Duration.ofMinutes(4));
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.HARD);
		this.fleet.revive("2").pass(Duration.ofSeconds(30));
		assertThat(this.fleet.routable()).contains("2");
	}

	@Test
	void tellsListenersOnceWithTheCause() {
		this.fleet.kill("2").refuse("2").pass(Duration.ofMinutes(5));
		this.fleet.revive("2").pass(Duration.ofSeconds(30));
		assertThat(this.fleet.changes).extracting(InstanceHealthChange::cause)
			.containsExactly(Cause.OUTLIER, Cause.OUTLIER);
		assertThat(this.fleet.changes).extracting((change) -> change.to().routable()).containsExactly(false, true);
	}

	@Test
	void aCallerWhoKnowsOnlyTheAddressReportsToo() {
		this.fleet.kill("4");
		this.fleet.health.report("orders", "10.0.0.4", 8080, CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.run();
		assertThat(this.fleet.routable()).doesNotContain("4").hasSize(4);
	}

	@Test
	void evidenceAgainstStrangersIsIgnored() {
		this.fleet.refuse("9");
		this.fleet.health.report("orders", "10.0.0.4", 9999, CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.health.report("payments", "10.0.0.4", 8080, CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.run();
		assertThat(this.fleet.routable()).hasSize(5);
	}

	@Test
	void switchedOffNothingCounts() {
		OutlierSettings off = OutlierSettings.builder()
			.enabled(false)
			.consecutiveFailures(1)
			.baseEjectionTime(Duration.ofSeconds(1))
			.maxEjectionTime(Duration.ofSeconds(1))
			.maxEjectionShare(1)
			.statuses(Set.of())
			.build();
		HealthFixture trusting = new HealthFixture(HealthSettings.builder().outlier(off).concurrency(1).build())
			.with("1", "2");
		trusting.refuse("1");
		assertThat(trusting.routable()).containsExactly("1", "2");
	}

}
