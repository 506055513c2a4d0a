package io.github.azurediscovery.health.engine;

import java.time.Duration;

import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A caller's word that an instance cannot be reached is confirmed by our own eyes. */
class ConfirmedEvidenceTests {

	private final HealthFixture fleet = HealthFixture.of("1", "2", "3");

	@Test
	void aRefusedConnectOfOursEjects() {
		this.fleet.kill("2").report("2", CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.HARD);
		assertThat(this.fleet.healthOf("2").outlier()).endsWith(": connection refused");
	}

	@Test
	void whatWeSawIsSaidWhereItIsSomethingElse() {
		this.fleet.kill("2").report("2", CallOutcome.HARD_FAILURE, "connect timeout");
		assertThat(this.fleet.healthOf("2").outlier()).endsWith(": connect timeout, then connection refused");
	}

	@Test
	void anAcceptedConnectOfOursLeavesNoTrace() {
		for (int i = 0; i < 50; i++) {
			this.fleet.report("2", CallOutcome.HARD_FAILURE, "connection refused").pass(Duration.ofMillis(100));
		}
		this.fleet.pass(Duration.ofSeconds(1));
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		assertThat(this.fleet.changes).isEmpty();
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, 4);
		assertThat(this.fleet.routable()).as("nothing counted as soft").contains("2");
	}

	@Test
	void troubleOfOurOwnDecidesNothing() {
		this.fleet.slowNetwork().report("2", CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.answer(0, InstanceProbeResult.unclear("no free local port"));
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
	}

	@Test
	void theAccusedIsSetAsideUntilTheConnectHasDecided() {
		this.fleet.slowNetwork().report("2", CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.ACCUSED);
		assertThat(this.fleet.healthOf("2").routable()).as("nothing is decided yet").isTrue();
		this.fleet.answer(0, InstanceProbeResult.ALIVE);
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.ROUTABLE);
	}

	@Test
	void allMayBeAccusedAtOnce() {
		this.fleet.slowNetwork();
		for (String id : new String[] { "1", "2", "3" }) {
			this.fleet.report(id, CallOutcome.HARD_FAILURE, "connection refused");
		}
		assertThat(this.fleet.questions).hasSize(3);
		this.fleet.answer(1, InstanceProbeResult.dead("connection refused"));
		this.fleet.answer(0, InstanceProbeResult.ALIVE);
		this.fleet.answer(2, InstanceProbeResult.ALIVE);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void atMostTenConnectsASecondWhateverTheCallersRate() {
		for (int i = 0; i < 999; i++) {
			this.fleet.report("2", CallOutcome.HARD_FAILURE, "connection refused").pass(Duration.ofMillis(1));
		}
		assertThat(this.fleet.questions).hasSize(10);
	}

	@Test
	void anAccusationAfterTheConnectBeganGetsAConnectOfItsOwn() {
		this.fleet.slowNetwork().report("2", CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.report("2", CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.answer(0, InstanceProbeResult.ALIVE);
		assertThat(this.fleet.standing("2")).as("it may have died in between").isEqualTo(InstanceStanding.ACCUSED);
		this.fleet.pass(Duration.ofMillis(100));
		this.fleet.answer(1, InstanceProbeResult.dead("connection refused"));
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.HARD);
	}

	@Test
	void whatReallyDiesAmongFalseAccusationsIsOutWithTheNextConnect() {
		for (int i = 0; i < 25; i++) {
			this.fleet.report("1", CallOutcome.HARD_FAILURE, "connection refused");
			this.fleet.report("2", CallOutcome.HARD_FAILURE, "connection refused");
			this.fleet.report("3", CallOutcome.HARD_FAILURE, "connection refused").pass(Duration.ofMillis(10));
		}
		this.fleet.kill("2").report("2", CallOutcome.HARD_FAILURE, "connection refused").pass(Duration.ofMillis(100));
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.HARD);
		assertThat(this.fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void aCallThatSucceedsRefutesWhatWaitsForTheNextConnect() {
		this.fleet.report("1", CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.report("1", CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.standing("1")).isEqualTo(InstanceStanding.ACCUSED);
		this.fleet.report("1", CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.standing("1")).isEqualTo(InstanceStanding.ACCUSED_AGAIN);
		this.fleet.report("1", CallOutcome.SUCCESS, "");
		assertThat(this.fleet.standing("1")).isEqualTo(InstanceStanding.ROUTABLE);
		this.fleet.pass(Duration.ofSeconds(1));
		assertThat(this.fleet.questions).as("nothing is left to decide").hasSize(1);
	}

	@Test
	void aCallThatSucceedsDuringTheFirstConnectRefutesNothing() {
		this.fleet.slowNetwork().report("1", CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.report("1", CallOutcome.SUCCESS, "");
		assertThat(this.fleet.standing("1")).as("the answer may be older than the failure")
			.isEqualTo(InstanceStanding.ACCUSED);
	}

	@Test
	void aFailedHandshakeOfOursEjects() {
		this.fleet.kill("2").report("2", CallOutcome.TLS_FAILURE, "TLS handshake failed");
		assertThat(this.fleet.questions).extracting(HealthFixture.Question::kind).containsExactly("handshake");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.HARD);
	}

	@Test
	void aHandshakeOfOursAnswersDoubtsForASecond() {
		this.fleet.report("2", CallOutcome.TLS_FAILURE, "TLS handshake failed").pass(Duration.ofMillis(200));
		this.fleet.questions.clear();
		this.fleet.slowNetwork().report("2", CallOutcome.TLS_FAILURE, "TLS handshake failed");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.ROUTABLE);
		assertThat(this.fleet.questions).isEmpty();
		this.fleet.pass(Duration.ofSeconds(1)).report("2", CallOutcome.TLS_FAILURE, "TLS handshake failed");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.ACCUSED);
	}

	@Test
	void aHandshakeThatAnotherCallerCompletesIsTheCallersOwnTrouble() {
		for (int i = 0; i < 20; i++) {
			this.fleet.report("2", CallOutcome.TLS_FAILURE, "TLS handshake failed").pass(Duration.ofMillis(100));
			if (i == 1) {
				this.fleet.report("2", CallOutcome.SUCCESS, "");
			}
		}
		assertThat(this.fleet.routable()).contains("2");
		assertThat(this.fleet.changes).isEmpty();
	}

	@Test
	void whatFailedItsHandshakeMustAnswerToBeBack() {
		this.fleet.kill("2").report("2", CallOutcome.TLS_FAILURE, "TLS handshake failed").revive("2");
		this.fleet.hang("2").pass(Duration.ofSeconds(60));
		assertThat(this.fleet.standing("2")).as("accepting connections is what it did before")
			.isEqualTo(InstanceStanding.HARD);
		this.fleet.revive("2").pass(Duration.ofSeconds(30));
		assertThat(this.fleet.routable()).contains("2");
	}

	@Test
	void aHandshakeThatOnlyOneInstanceFailsForCallersCountsAsSoft() {
		for (int i = 0; i < 5; i++) {
			this.fleet.report("2", CallOutcome.TLS_FAILURE, "TLS handshake failed").pass(Duration.ofMillis(100));
		}
		assertThat(this.fleet.standing("2")).as("its certificate is the odd one").isEqualTo(InstanceStanding.SOFT);
	}

	@Test
	void aCallerThatTrustsNoneEjectsNone() {
		for (int i = 0; i < 50; i++) {
			for (String id : new String[] { "1", "2", "3" }) {
				this.fleet.report(id, CallOutcome.TLS_FAILURE, "TLS handshake failed").pass(Duration.ofMillis(100));
			}
		}
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		assertThat(this.fleet.changes).isEmpty();
	}

	@Test
	void evidenceInTheMomentOfAReadmissionIsNotLost() {
		this.fleet.refuse("2");
		boolean[] picked = { false };
		this.fleet.health.follow((service, members) -> {
			boolean back = members.stream()
				.anyMatch((member) -> member.instance().id().equals("2")
						&& member.standing() == InstanceStanding.ROUTABLE);
			if (back && !picked[0]) {
				picked[0] = true;
				this.fleet.kill("2");
				this.fleet.health.report(HealthFixture.instance("2"), CallOutcome.HARD_FAILURE, "connection refused");
			}
		});
		this.fleet.pass(Duration.ofSeconds(30));
		assertThat(picked[0]).isTrue();
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.HARD);
	}

	@Test
	void aStoppedDiscoveryConnectsToNoInstance() {
		this.fleet.health.stop();
		this.fleet.run();
		this.fleet.kill("2").report("2", CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.questions).isEmpty();
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
	}

}
