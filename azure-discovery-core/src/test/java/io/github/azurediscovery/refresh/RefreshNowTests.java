package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.source.SourceAnswer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshNowTests {

	private final ScriptedSource source = new ScriptedSource("first").answers("a");

	private final ScriptedSource other = new ScriptedSource("second").answers("b");

	private final RefreshFixture stage = new RefreshFixture(this.source, this.other);

	@Test
	void asksAllSourcesInOneRoundAndAnswersWhatChanged() {
		this.stage.start().pass(Duration.ofSeconds(10));
		this.source.answers("a", "c");
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle();
		assertThat(wish).isCompleted();
		RefreshOutcome outcome = wish.join();
		assertThat(outcome.refreshed()).isTrue();
		assertThat(outcome.note()).isEmpty();
		assertThat(outcome.change().services().get("orders").joined()).extracting("id").containsExactly("c");
		assertThat(this.source.asked).hasSize(2).isEqualTo(this.other.asked);
		assertThat(this.source.rounds).isEqualTo(this.other.rounds);
	}

	@Test
	void neverAsksTwiceWithinFiveSecondsAndSaysSo() {
		this.stage.start().pass(Duration.ofSeconds(2));
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle().pass(Duration.ofSeconds(2));
		assertThat(wish).isNotDone();
		assertThat(this.source.asked).hasSize(1);
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(wish.join().refreshed()).isTrue();
		assertThat(wish.join().note()).isEqualTo("waited, since no source is asked twice within 5 s");
		assertThat(this.source.asked).containsExactly(HandDriven.START, HandDriven.START.plusSeconds(5));
		assertThat(this.source.rounds).isEqualTo(this.other.rounds);
	}

	@Test
	void oneTimerWaitsForAllSourcesThatWereAskedLately() {
		RefreshFixture many = new RefreshFixture(IntStream.range(0, 100)
			.mapToObj((number) -> new ScriptedSource("s" + number))
			.toArray(ScriptedSource[]::new));
		many.start().pass(Duration.ofSeconds(2));
		long before = many.owner.timers();
		CompletableFuture<RefreshOutcome> wish = many.refresher.refresh(RefreshMode.GUARDED);
		many.settle().pass(Duration.ofSeconds(1));
		assertThat(many.owner.timers() - before).as("and one for the wish").isEqualTo(2);
		many.pass(Duration.ofSeconds(2));
		assertThat(wish.join().refreshed()).isTrue();
		assertThat(many.owner.timers()).isEqualTo(before);
	}

	@Test
	void manyWishesShareOneRound() {
		this.stage.start().pass(Duration.ofSeconds(10));
		List<CompletableFuture<RefreshOutcome>> wishes = List.of(this.stage.refresher.refresh(RefreshMode.GUARDED),
				this.stage.refresher.refresh(RefreshMode.UNGUARDED), this.stage.refresher.refresh(RefreshMode.GUARDED));
		this.stage.settle();
		assertThat(wishes).allMatch((wish) -> wish.join().refreshed());
		assertThat(this.source.asked).hasSize(2);
	}

	@Test
	void doesNotJoinARoundThatBeganBefore() {
		this.stage.refresher.start();
		this.stage.owner.run();
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle();
		assertThat(this.stage.orders()).containsExactly("a", "b");
		assertThat(wish).isNotDone();
		this.stage.pass(Duration.ofSeconds(5));
		assertThat(wish.join().refreshed()).isTrue();
		assertThat(this.source.rounds).hasSize(2);
	}

	@Test
	void joinsARegularRoundThatBeganAfter() {
		this.stage.start().pass(Duration.ofSeconds(10));
		Instant next = this.stage.refresher.status().nextRefresh();
		this.stage.pass(Duration.between(this.stage.owner.instant(), next).minusSeconds(1));
		this.source.rounds.clear();
		CompletableFuture<RefreshOutcome> first = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle();
		CompletableFuture<RefreshOutcome> second = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.pass(Duration.ofSeconds(4));
		assertThat(first).isCompleted();
		assertThat(second.join().refreshed()).isTrue();
		assertThat(this.source.rounds).hasSize(2);
	}

	@Test
	void neverAsksBeforeASourceAllowsItAndSaysSo() {
		Instant late = HandDriven.START.plusSeconds(60);
		this.source.answers((round) -> new SourceAnswer(ScriptedSource.instances("a"), List.of(), late, 1));
		this.stage.start().pass(Duration.ofSeconds(10));
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle();
		assertThat(wish.join().refreshed()).isTrue();
		assertThat(wish.join().note()).isEqualTo("source 'first' may not be asked before 2026-11-21T10:01:00Z");
		assertThat(this.source.asked).hasSize(1);
		assertThat(this.other.asked).hasSize(2);
	}

	@Test
	void explainsWhenNothingCouldBeAsked() {
		Instant late = HandDriven.START.plusSeconds(60);
		this.source.answers((round) -> new SourceAnswer(List.of(), List.of(), late, 1));
		RefreshFixture alone = new RefreshFixture(this.source).start();
		CompletableFuture<RefreshOutcome> wish = alone.refresher.refresh(RefreshMode.UNGUARDED);
		alone.settle();
		assertThat(wish.join().refreshed()).isFalse();
		assertThat(wish.join().note()).contains("may not be asked before");
		assertThat(wish.join().change().isEmpty()).isTrue();
	}

	@Test
	void saysWhichSourceFailed() {
		this.stage.start().pass(Duration.ofSeconds(10));
		this.other.fails();
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle();
		assertThat(wish.join().refreshed()).isTrue();
		assertThat(wish.join().note()).isEqualTo("source 'second' failed: the list failed");
	}

	@Test
	void mayAskASourceThatBacksOff() {
		this.source.fails();
		this.stage.start().pass(Duration.ofMinutes(20));
		this.source.answers("a");
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle().pass(Duration.ofSeconds(5));
		assertThat(wish.join().note()).doesNotContain("failed");
		assertThat(this.stage.orders()).containsExactly("a", "b");
	}

	@Test
	void waitsNoLongerThanThirtySeconds() {
		this.stage.start().pass(Duration.ofSeconds(10));
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.owner.pass(Duration.ofSeconds(29));
		assertThat(wish).isNotDone();
		this.stage.owner.pass(Duration.ofSeconds(1));
		while (!wish.isDone()) {
			assertThat(this.stage.network.runNext()).isTrue();
		}
		assertThat(wish.join().refreshed()).isFalse();
		assertThat(wish.join().note()).isEqualTo("waited for 30 s; no answer yet from first, second");
	}

	@Test
	void aFullRefreshOverridesTheGuard() {
		this.stage.start();
		this.source.answers();
		this.stage.nextRound();
		assertThat(this.stage.held()).isEqualTo(1);
		this.stage.pass(Duration.ofSeconds(6));
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.UNGUARDED);
		this.stage.settle();
		assertThat(this.stage.orders()).containsExactly("b");
		assertThat(wish.join().change().services().get("orders").left()).extracting("id").containsExactly("a");
	}

	@Test
	void aRefreshThatIsNotFullLeavesTheGuardAlone() {
		this.stage.start().pass(Duration.ofSeconds(6));
		this.source.answers();
		this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle();
		assertThat(this.stage.held()).isEqualTo(1);
	}

	@Test
	void theGuardIsOverriddenOnlyForTheSourcesThatTheWishStillWaitsFor() {
		this.stage.refresher.start();
		this.stage.owner.run();
		this.stage.network.runNext();
		this.stage.owner.run();
		this.stage.refresher.refresh(RefreshMode.UNGUARDED);
		this.stage.settle().pass(Duration.ofSeconds(6));
		this.source.answers();
		this.stage.nextRound();
		assertThat(this.stage.held()).isEqualTo(1);
	}

	@Test
	void tellsTheSourcesThatACallerWaits() {
		this.stage.start().pass(Duration.ofSeconds(10));
		this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.settle().nextRound();
		assertThat(this.source.rounds).extracting("onDemand").containsExactly(false, true, false);
	}

	@Test
	void aWishBetweenStopAndItsServiceIsRefused() {
		this.stage.start();
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.refresher.stop();
		this.stage.settle();
		assertThat(wish.join().note()).startsWith("discovery is stopped");
		assertThat(this.source.asked).hasSize(1);
	}

	@Test
	void refusesWhileStopped() {
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		assertThat(wish.join().refreshed()).isFalse();
		assertThat(wish.join().note()).isEqualTo("discovery is stopped");
	}

	@Test
	void withoutSourcesThereIsNothingToAsk() {
		RefreshFixture empty = new RefreshFixture().start();
		CompletableFuture<RefreshOutcome> wish = empty.refresher.refresh(RefreshMode.GUARDED);
		empty.settle();
		assertThat(wish.join().refreshed()).isFalse();
		assertThat(wish.join().note()).isEqualTo("there is no source to ask");
	}

}
