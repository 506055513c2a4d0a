package io.github.azurediscovery.health.engine;

import java.time.Duration;

import io.github.azurediscovery.health.CallOutcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health between a stop and the next start: it opens no connection, and forgets nothing.
 */
class StoppedHealthTests {

	private static final Duration LONGER_THAN_AN_EJECTION = Duration.ofMinutes(2);

	private final HealthFixture fleet = HealthFixture.of("1", "2", "3", "4", "5");

	@Test
	void whileStoppedNoAccusationIsTaken() {
		this.fleet.health.stop();
		this.fleet.run();
		this.fleet.kill("2").report("2", CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.questions).isEmpty();
		assertThat(this.fleet.routable()).contains("2");
	}

	@Test
	void aStartTakesAccusationsAgain() {
		this.fleet.health.stop();
		this.fleet.health.start();
		this.fleet.run();
		this.fleet.kill("2").report("2", CallOutcome.HARD_FAILURE, "connection refused");
		assertThat(this.fleet.routable()).doesNotContain("2");
	}

	@Test
	void anEjectedInstanceIsNotAskedWhileStoppedAndIsBackAfterTheStart() {
		this.fleet.refuse("2");
		this.fleet.health.stop();
		this.fleet.run();
		int before = this.fleet.questions.size();
		this.fleet.pass(LONGER_THAN_AN_EJECTION);
		assertThat(this.fleet.questions).hasSize(before);
		assertThat(this.fleet.routable()).doesNotContain("2");
		this.fleet.health.start();
		this.fleet.run();
		this.fleet.pass(LONGER_THAN_AN_EJECTION);
		assertThat(this.fleet.routable()).contains("2");
	}

}
