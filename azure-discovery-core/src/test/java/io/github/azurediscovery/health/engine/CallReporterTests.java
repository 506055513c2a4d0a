package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.health.InstanceStanding;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is reported of the calls to one instance, for as long as it is a member. */
class CallReporterTests {

	private final HealthFixture fleet = HealthFixture.of("1", "2");

	private final CallReporter calls = this.fleet.health.calls(HealthFixture.instance("2"));

	@Test
	void areEvidence() {
		this.fleet.kill("2", "3");
		this.calls.begin();
		this.calls.end(CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void successesEndAStreak() {
		for (int i = 0; i < 12; i++) {
			this.calls.end((i % 4 == 3) ? CallOutcome.SUCCESS : CallOutcome.SOFT_FAILURE, "status 503");
		}
		assertThat(this.fleet.routable()).containsExactly("1", "2");
	}

	@Test
	void areEvidenceStillWhenSomethingElseChanges() {
		this.fleet.kill("2", "3");
		this.calls.begin();
		Instance updated = HealthFixture.instance("2").toBuilder().metadata(Map.of("version", "2")).build();
		this.fleet.with(HealthFixture.instance("1"), updated);
		this.calls.end(CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void ofWhoIsNoMemberYetCountOnceItIs() {
		this.fleet.kill("2", "3");
		CallReporter early = this.fleet.health.calls(HealthFixture.instance("3"));
		early.begin();
		early.end(CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.with("1", "2", "3");
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		early.end(CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1", "2");
	}

	@Test
	void reachTheMemberThatComesBack() {
		this.fleet.kill("2", "3");
		this.calls.begin();
		this.fleet.with("1");
		this.calls.end(CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.with("1", "2");
		assertThat(this.fleet.routable()).as("what failed in between is forgotten").containsExactly("1", "2");
		this.calls.end(CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void toAnAddressThatWasLeftAreDropped() {
		this.fleet.kill("2", "3");
		this.calls.begin();
		Instance moved = HealthFixture.instance("2").toBuilder().host("10.0.9.9").build();
		this.fleet.with(HealthFixture.instance("1"), moved);
		this.calls.end(CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).as("the new address is not to blame").containsExactly("1", "2");
		this.fleet.health.calls(moved).end(CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void toAnAddressThatIsTakenAgainReachTheMemberThere() {
		this.fleet.kill("2", "3");
		this.fleet.with(HealthFixture.instance("1"), HealthFixture.instance("2").toBuilder().host("10.0.9.9").build());
		this.calls.end(CallOutcome.HARD_FAILURE, "connection refused");
		this.fleet.with("1", "2");
		assertThat(this.fleet.routable()).containsExactly("1", "2");
		this.calls.end(CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void onlyOneCallIsMadeToAnInstanceOnTrial() {
		CallReporter early = this.fleet.health.calls(HealthFixture.instance("3"));
		this.fleet.with("1", "3");
		this.fleet.with("1", "2", "3");
		for (String id : List.of("2", "3")) {
			CallReporter held = id.equals("2") ? this.calls : early;
			this.fleet.report(id, CallOutcome.SOFT_FAILURE, 5).pass(Duration.ofSeconds(30));
			assertThat(this.fleet.standing(id)).isEqualTo(InstanceStanding.ROUTABLE);
			held.begin();
			assertThat(this.fleet.standing(id)).isEqualTo(InstanceStanding.SUSPECT);
			held.end(CallOutcome.SUCCESS, "");
			assertThat(this.fleet.standing(id)).isEqualTo(InstanceStanding.ROUTABLE);
		}
	}

	@Test
	void onlyOneIsMadeToWhoIsOnTrial() {
		for (int i = 0; i < 5; i++) {
			this.calls.end(CallOutcome.SOFT_FAILURE, "status 503");
		}
		this.fleet.pass(Duration.ofSeconds(30));
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.ROUTABLE);
		this.calls.begin();
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.SUSPECT);
		this.calls.end(CallOutcome.SUCCESS, "");
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.ROUTABLE);
	}

}
