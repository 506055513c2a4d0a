package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A time server sets the clock, back or forward: every wait keeps its length, and what is
 * shown follows the clock. A clock that is set forward by more than an interval looks
 * like that of a machine that has slept, which costs one round on demand and nothing
 * else.
 */
class ClockStepTests {

	private static final Duration JITTER = Duration.ofSeconds(6);

	private final ScriptedSource source = new ScriptedSource("first").answers("a");

	private final ScriptedSource other = new ScriptedSource("second").answers("b");

	private final RefreshFixture stage = new RefreshFixture(this.source, this.other);

	private Duration untilAskedAgain() {
		int before = this.source.rounds.size();
		Duration waited = Duration.ZERO;
		while (this.source.rounds.size() == before && waited.compareTo(Duration.ofDays(2)) < 0) {
			Duration step = (waited.toMinutes() < 30) ? Duration.ofSeconds(1) : Duration.ofMinutes(5);
			this.stage.owner.pass(step);
			this.stage.settle();
			waited = waited.plus(step);
		}
		return waited;
	}

	@ParameterizedTest
	@ValueSource(longs = { -7200, -1, 1, 29 })
	void theRoundComesAfterTheInterval(long step) {
		this.stage.start();
		this.stage.owner.step(Duration.ofSeconds(step));
		assertThat(untilAskedAgain()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(30).plus(JITTER));
	}

	@Test
	void aClockThatIsSetForwardFarCostsARoundOnDemand() {
		this.stage.start();
		this.stage.owner.step(Duration.ofHours(2));
		assertThat(untilAskedAgain()).as("not twice within 5 s").isEqualTo(Duration.ofSeconds(5));
		assertThat(untilAskedAgain()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(25).plus(JITTER));
	}

	@ParameterizedTest
	@ValueSource(longs = { -7200, 29 })
	void aSourceThatFailedAtTheVeryFirstRefreshIsLeftAloneForItsBackoffOnly(long step) {
		this.source.fails();
		this.stage.start();
		this.stage.owner.step(Duration.ofSeconds(step));
		assertThat(untilAskedAgain()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(30).plus(JITTER));
		this.stage.owner.step(Duration.ofSeconds(step));
		assertThat(untilAskedAgain()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(60).plusSeconds(36));
	}

	@ParameterizedTest
	@ValueSource(longs = { -7200, 7200 })
	void aNotBeforeIsAsLongAsItWasWhenItWasSaid(long step) {
		saysNotBefore(this.stage.owner.instant().plusSeconds(100));
		this.stage.start();
		this.stage.owner.step(Duration.ofSeconds(step));
		assertThat(untilAskedAgain()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(100).plusSeconds(36));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aNotBeforeOfACallInWhichTheClockWasSetMeansTheShorterWait(boolean setFirst) {
		this.source.answers((round) -> {
			Instant before = this.stage.owner.instant();
			this.stage.owner.step(Duration.ofHours(-2));
			Instant said = (setFirst ? this.stage.owner.instant() : before).plusSeconds(100);
			return new SourceAnswer(ScriptedSource.instances("a"), List.of(), said, 1);
		});
		this.stage.start();
		assertThat(untilAskedAgain()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(100).plusSeconds(36));
	}

	@Test
	void aNotBeforeWithoutEndIsADay() {
		saysNotBefore(Instant.MAX);
		this.stage.start();
		assertThat(this.stage.refresher.sources().get(0).notBefore())
			.isEqualTo(HandDriven.START.plus(Duration.ofDays(1)));
		assertThat(untilAskedAgain()).isBetween(Duration.ofDays(1), Duration.ofDays(1).plusMinutes(6));
	}

	@Test
	void aNotBeforeLongPastIsNone() {
		saysNotBefore(Instant.MIN);
		this.stage.start();
		assertThat(this.stage.refresher.sources().get(0).notBefore()).isNull();
		assertThat(untilAskedAgain()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(30).plus(JITTER));
	}

	@ParameterizedTest
	@ValueSource(longs = { -7200, 7200 })
	void aDemandWaitsFiveSecondsSinceTheLastQuestion(long step) {
		this.stage.start().pass(Duration.ofSeconds(2));
		this.stage.owner.step(Duration.ofSeconds(step));
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle().pass(Duration.ofSeconds(2));
		assertThat(wish).isNotDone();
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(wish.join().refreshed()).isTrue();
	}

	@Test
	void aDemandSaysUntilWhenASourceMustWaitAsTheClockGoesNow() {
		saysNotBefore(this.stage.owner.instant().plusSeconds(600));
		this.stage.start().pass(Duration.ofSeconds(10));
		this.stage.owner.step(Duration.ofHours(-2));
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle();
		assertThat(wish.join().note()).isEqualTo("source 'first' may not be asked before "
				+ HandDriven.START.plusSeconds(600).minus(Duration.ofHours(2)));
	}

	@ParameterizedTest
	@ValueSource(longs = { -7200, 7200 })
	void whatIsKnownIsAsOldAsItIs(long step) {
		this.stage.start().pass(Duration.ofMinutes(1));
		this.source.fails();
		this.stage.pass(Duration.ofMinutes(10));
		Duration before = age();
		this.stage.owner.step(Duration.ofSeconds(step));
		assertThat(age()).isEqualTo(before).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
		this.stage.pass(Duration.ofMinutes(10));
		assertThat(age()).isEqualTo(before.plusMinutes(10));
		assertThat(Duration.between(this.stage.catalog.lastUpdate(), this.stage.owner.instant()))
			.as("the catalog, once a source was asked again")
			.isEqualTo(age());
	}

	private Duration age() {
		return Duration.between(this.stage.refresher.status().asOf(), this.stage.owner.instant());
	}

	@ParameterizedTest
	@ValueSource(longs = { -7200, 7200 })
	void theNextRoundIsShownAsTheClockGoesNow(long step) {
		this.stage.start();
		Duration before = Duration.between(this.stage.owner.instant(), this.stage.refresher.status().nextRefresh());
		this.stage.owner.step(Duration.ofSeconds(step));
		assertThat(Duration.between(this.stage.owner.instant(), this.stage.refresher.status().nextRefresh()))
			.isEqualTo(before);
	}

	@Test
	void aCallTakesNoNegativeTime() {
		List<Duration> durations = new ArrayList<>();
		this.stage.refresher.subscribe((round, status, duration, held) -> durations.add(duration));
		this.source.answers((round) -> {
			this.stage.owner.step(Duration.ofHours(-2));
			throw SourceException.builder("slow").requests(1).build();
		});
		this.stage.start();
		assertThat(durations).hasSize(2).containsOnly(Duration.ZERO);
	}

	private void saysNotBefore(Instant notBefore) {
		this.source.answers((round) -> new SourceAnswer(ScriptedSource.instances("a"), List.of(), notBefore, 1));
	}

}
