package io.github.azurediscovery.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of the calls to one instance, for as long as it is a member. */
class CallsTests {

	private final Fleet fleet = Fleet.of("1", "2");

	private final Calls calls = this.fleet.health.calls(Fleet.instance("2"));

	@Test
	void areEvidence() {
		this.fleet.kill("2", "3");
		this.calls.begin();
		this.calls.end(Outcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void successesEndAStreak() {
		for (int i = 0; i < 12; i++) {
			this.calls.end((i % 4 == 3) ? Outcome.SUCCESS : Outcome.SOFT_FAILURE, "status 503");
		}
		assertThat(this.fleet.routable()).containsExactly("1", "2");
	}

	@Test
	void areEvidenceStillWhenSomethingElseChanges() {
		this.fleet.kill("2", "3");
		this.calls.begin();
		Instance updated = Fleet.instance("2").toBuilder().metadata(Map.of("version", "2")).build();
		this.fleet.with(Fleet.instance("1"), updated);
		this.calls.end(Outcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void ofWhoIsNoMemberYetCountOnceItIs() {
		this.fleet.kill("2", "3");
		Calls early = this.fleet.health.calls(Fleet.instance("3"));
		early.begin();
		early.end(Outcome.HARD_FAILURE, "connection refused");
		this.fleet.with("1", "2", "3");
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
		early.end(Outcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1", "2");
	}

	@Test
	void reachTheMemberThatComesBack() {
		this.fleet.kill("2", "3");
		this.calls.begin();
		this.fleet.with("1");
		this.calls.end(Outcome.HARD_FAILURE, "connection refused");
		this.fleet.with("1", "2");
		assertThat(this.fleet.routable()).as("what failed in between is forgotten").containsExactly("1", "2");
		this.calls.end(Outcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void toAnAddressThatWasLeftAreDropped() {
		this.fleet.kill("2", "3");
		this.calls.begin();
		Instance moved = Fleet.instance("2").toBuilder().host("10.0.9.9").build();
		this.fleet.with(Fleet.instance("1"), moved);
		this.calls.end(Outcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).as("the new address is not to blame").containsExactly("1", "2");
		this.fleet.health.calls(moved).end(Outcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void toAnAddressThatIsTakenAgainReachTheMemberThere() {
		this.fleet.kill("2", "3");
		this.fleet.with(Fleet.instance("1"), Fleet.instance("2").toBuilder().host("10.0.9.9").build());
		this.calls.end(Outcome.HARD_FAILURE, "connection refused");
		this.fleet.with("1", "2");
		assertThat(this.fleet.routable()).containsExactly("1", "2");
		this.calls.end(Outcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).containsExactly("1");
	}

	@Test
	void onlyOneIsMadeToWhoIsOnTrialWhoeverTellsOfIt() {
		Calls early = this.fleet.health.calls(Fleet.instance("3"));
		this.fleet.with("1", "3");
		this.fleet.with("1", "2", "3");
		for (String id : List.of("2", "3")) {
			Calls held = id.equals("2") ? this.calls : early;
			this.fleet.report(id, Outcome.SOFT_FAILURE, 5).pass(Duration.ofSeconds(30));
			assertThat(this.fleet.standing(id)).isEqualTo(Standing.ROUTABLE);
			held.begin();
			assertThat(this.fleet.standing(id)).isEqualTo(Standing.SUSPECT);
			held.end(Outcome.SUCCESS, "");
			assertThat(this.fleet.standing(id)).isEqualTo(Standing.ROUTABLE);
		}
	}

	@Test
	void onlyOneIsMadeToWhoIsOnTrial() {
		for (int i = 0; i < 5; i++) {
			this.calls.end(Outcome.SOFT_FAILURE, "status 503");
		}
		this.fleet.pass(Duration.ofSeconds(30));
		assertThat(this.fleet.standing("2")).isEqualTo(Standing.ROUTABLE);
		this.calls.begin();
		assertThat(this.fleet.standing("2")).isEqualTo(Standing.SUSPECT);
		this.calls.end(Outcome.SUCCESS, "");
		assertThat(this.fleet.standing("2")).isEqualTo(Standing.ROUTABLE);
	}

}
