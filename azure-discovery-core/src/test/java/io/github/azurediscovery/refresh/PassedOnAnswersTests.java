package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.source.SourceAnswer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A source that passes on what another process learned says when that was true. */
class PassedOnAnswersTests {

	private static final Instant MINUTE_AGO = HandDriven.START.minus(Duration.ofMinutes(1));

	private final ScriptedSource source = new ScriptedSource("fleet");

	private final RefreshFixture stage = new RefreshFixture(this.source);

	@Test
	void theAgeIsThatOfWhatIsPassedOn() {
		answers(MINUTE_AGO, "a", "b");
		this.stage.start();
		assertThat(this.stage.catalog.lastUpdate()).isEqualTo(MINUTE_AGO);
		assertThat(this.stage.refresher.status().asOf()).isEqualTo(MINUTE_AGO);
		assertThat(this.stage.refresher.sources().get(0))
			.isEqualTo(new SourceStatus("fleet", HandDriven.START, null, null, 1, null, MINUTE_AGO));
	}

	@Test
	void theAgeGrowsWhileTheSameIsPassedOnAgain() {
		answers(MINUTE_AGO, "a", "b");
		this.stage.start().pass(Duration.ofMinutes(10));
		assertThat(this.stage.catalog.lastUpdate()).isEqualTo(MINUTE_AGO);
		answers(HandDriven.START, "a", "b");
		this.stage.nextRound();
		assertThat(this.stage.catalog.lastUpdate()).isEqualTo(HandDriven.START);
	}

	@Test
	void nothingIsTrueBeforeItsTime() {
		answers(HandDriven.START.plus(Duration.ofHours(1)), "a");
		this.stage.start();
		assertThat(this.stage.catalog.lastUpdate()).isEqualTo(HandDriven.START);
	}

	@Test
	void whatIsPassedOnTwiceConfirmsNothing() {
		answers(MINUTE_AGO, "a", "b");
		this.stage.start();
		answers(MINUTE_AGO.plusSeconds(1));
		this.stage.pass(Duration.ofMinutes(20));
		assertThat(this.stage.held()).isEqualTo(2);
		answers(MINUTE_AGO.plusSeconds(2));
		this.stage.nextRound();
		answers(MINUTE_AGO.plusSeconds(1));
		this.stage.pass(Duration.ofMinutes(20));
		assertThat(this.stage.held()).as("an older answer confirms nothing either").isEqualTo(2);
		answers(MINUTE_AGO.plusSeconds(3));
		this.stage.nextRound();
		assertThat(this.stage.orders()).isEmpty();
	}

	@Test
	void settingTheClockBackMakesNoAnswerOlder() {
		answers(MINUTE_AGO, "a", "b");
		this.stage.start();
		this.stage.owner.step(Duration.ofHours(-1));
		answers(MINUTE_AGO.minus(Duration.ofHours(1)).plusSeconds(30));
		this.stage.nextRound();
		assertThat(this.stage.held()).isEqualTo(2);
		for (int round = 1; round <= 2; round++) {
			answers(MINUTE_AGO.minus(Duration.ofHours(1)).plusSeconds(30 + 10 * round));
			this.stage.nextRound();
		}
		assertThat(this.stage.orders()).as("confirmed by newer answers").isEmpty();
	}

	@Test
	void whatIsPassedOnAgainStillReturnsWhatWasMissing() {
		answers(MINUTE_AGO, "a", "b");
		this.stage.start();
		answers(MINUTE_AGO.plusSeconds(1));
		this.stage.nextRound();
		answers(MINUTE_AGO.plusSeconds(1), "a", "b");
		this.stage.nextRound();
		assertThat(this.stage.held()).isZero();
		assertThat(this.stage.orders()).containsExactly("a", "b");
	}

	private void answers(Instant asOf, String... ids) {
		this.source.answers((round) -> new SourceAnswer(ScriptedSource.instances(ids), List.of(), null, 1, asOf));
	}

}
