package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A machine is hibernated and resumed hours later: the clock on the wall goes on, and the
 * time by which timers wait stands still.
 */
class ResumedMachineTests {

	private static final Duration SLEEP = Duration.ofHours(5);

	private static final Duration AT_ONCE = Duration.ofSeconds(1);

	private final ScriptedSource source = new ScriptedSource("first").answers("a", "b", "c", "d");

	private final ScriptedSource rare = new ScriptedSource("second").answers("z").every(Duration.ofHours(1));

	private final RefreshFixture stage = new RefreshFixture(this.source, this.rare);

	private final AtomicInteger resumed = new AtomicInteger();

	private void awake() {
		this.stage.refresher.whenResumed(this.resumed::incrementAndGet);
		this.stage.start().pass(Duration.ofSeconds(10));
		assertThat(this.source.rounds).hasSize(1);
	}

	private void sleep(Duration duration) {
		this.stage.owner.step(duration);
	}

	@Test
	void allSourcesAreAskedAtOnceAndOnDemand() {
		awake();
		this.source.answers("a", "b", "c", "e");
		sleep(SLEEP);
		this.stage.pass(AT_ONCE);
		assertThat(this.source.rounds).hasSize(2);
		assertThat(this.source.rounds.get(1)).isEqualTo(this.rare.rounds.get(1))
			.extracting(RefreshRound::onDemand)
			.isEqualTo(true);
		assertThat(this.stage.orders()).containsExactly("a", "b", "c", "e", "z");
		assertThat(this.resumed).hasValue(1);
	}

	@Test
	void theFirstAnswerIsBelievedWhateverItLacks() {
		awake();
		this.source.answers("d");
		sleep(SLEEP);
		this.stage.pass(AT_ONCE);
		assertThat(this.stage.orders()).containsExactly("d", "z");
		this.source.answers();
		this.stage.nextRound();
		assertThat(this.stage.held()).as("the second is not").isOne();
	}

	@Test
	void soItIsWhereTheNetworkIsLate() {
		awake();
		this.source.fails();
		sleep(SLEEP);
		this.stage.pass(AT_ONCE);
		assertThat(this.source.rounds).hasSize(2);
		assertThat(this.stage.orders()).containsExactly("a", "b", "c", "d", "z");
		this.source.answers("d");
		this.stage.nextRound();
		assertThat(this.stage.orders()).containsExactly("d", "z");
	}

	@Test
	void aCallThatWasUnderWayIsAbandoned() {
		awake();
		this.stage.owner.pass(Duration.ofSeconds(26));
		this.stage.owner.run();
		this.source.answers("d");
		sleep(SLEEP);
		this.stage.owner.pass(AT_ONCE);
		this.stage.settle().pass(Duration.ofSeconds(5));
		assertThat(this.stage.orders()).containsExactly("d", "z");
	}

	@Test
	void aSourceThatMayNotBeAskedIsNotAsked() {
		this.source.answers((round) -> new SourceAnswer(ScriptedSource.instances("a"), List.of(),
				this.stage.owner.instant().plusSeconds(100), 1));
		awake();
		sleep(SLEEP);
		this.stage.pass(Duration.ofSeconds(20));
		assertThat(this.source.rounds).hasSize(1);
		assertThat(this.rare.rounds).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(longs = { -18_000, -31, -1, 1, 5, 30 })
	void aClockThatIsSetBySecondsOrBackChangesNothing(long seconds) {
		awake();
		this.source.answers("d");
		sleep(Duration.ofSeconds(seconds));
		this.stage.pass(Duration.ofSeconds(19));
		assertThat(this.source.rounds).hasSize(1);
		assertThat(this.resumed).hasValue(0);
		this.stage.nextRound();
		assertThat(this.stage.held()).as("the guard is in force").isEqualTo(3);
	}

	@Test
	void manySmallStepsAreNoSleep() {
		awake();
		for (int i = 0; i < 19; i++) {
			sleep(Duration.ofSeconds(10));
			this.stage.pass(AT_ONCE);
		}
		assertThat(this.source.rounds).hasSize(1);
	}

	@Test
	void aClockThatIsSetBackAndForthCostsOneRound() {
		awake();
		sleep(SLEEP.negated());
		this.stage.pass(AT_ONCE);
		sleep(SLEEP);
		this.stage.pass(Duration.ofSeconds(10));
		assertThat(this.source.rounds).hasSize(2);
	}

	@Test
	void aSleepIsNoticedOnce() {
		awake();
		sleep(SLEEP);
		this.stage.pass(Duration.ofSeconds(15));
		assertThat(this.source.rounds).hasSize(2);
		sleep(SLEEP);
		this.stage.pass(AT_ONCE);
		assertThat(this.source.rounds).hasSize(3);
		assertThat(this.resumed).hasValue(2);
	}

	@Test
	void aSleepThatIsShorterThanTheIntervalDoesNoHarm() {
		ScriptedSource slow = new ScriptedSource("slow").answers("a");
		RefreshFixture patient = new RefreshFixture(RefreshSettings.builder()
			.interval(Duration.ofMinutes(10))
			.jitter(RefreshSettings.DEFAULT.jitter())
			.maxBackoff(Duration.ofMinutes(20))
			.maxLoss(RefreshSettings.DEFAULT.maxLoss())
			.confirmations(RefreshSettings.DEFAULT.confirmations())
			.build(), slow);
		patient.start().pass(Duration.ofSeconds(10));
		patient.owner.step(Duration.ofMinutes(9));
		patient.pass(Duration.ofSeconds(10));
		assertThat(slow.rounds).hasSize(1);
		patient.owner.step(Duration.ofMinutes(11));
		patient.pass(AT_ONCE);
		assertThat(slow.rounds).hasSize(2);
	}

	@Test
	void aStoppedDiscoverySleepsOn() {
		awake();
		this.stage.refresher.stop();
		sleep(SLEEP);
		this.stage.pass(Duration.ofMinutes(1));
		assertThat(this.source.rounds).hasSize(1);
		assertThat(this.stage.owner.timers()).isZero();
		this.stage.start().pass(Duration.ofSeconds(10));
		assertThat(this.resumed).as("the start has asked anyway").hasValue(0);
	}

}
