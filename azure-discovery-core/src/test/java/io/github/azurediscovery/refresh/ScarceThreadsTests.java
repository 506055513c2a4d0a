package io.github.azurediscovery.refresh;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** For a moment no thread can be had: it passes, and nothing has stopped for ever. */
class ScarceThreadsTests {

	private final ScriptedSource source = new ScriptedSource("first").answers("a");

	private final RefreshFixture stage = new RefreshFixture(this.source);

	static Stream<Throwable> refusals() {
		return Stream.of(new OutOfMemoryError("unable to create native thread"), new RejectedExecutionException("full"),
				new AssertionError("as from a decorated executor"), new IOException("as from Kotlin"));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void aCallThatGetsNoThreadHasFailedAndTheNextOneFollows(Throwable refusal) {
		this.stage.start();
		this.stage.network.refuse(refusal);
		this.stage.nextRound();
		assertThat(this.stage.refresher.sources().get(0).error()).contains("no thread was available to ask it",
				refusal.toString());
		this.stage.network.relent();
		this.stage.pass(Duration.ofMinutes(2));
		assertThat(this.stage.refresher.sources().get(0).error()).isNull();
		assertThat(this.source.asked).hasSizeGreaterThan(1);
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void theFirstRefreshIsOverWhereNoThreadCouldBeHad(Throwable refusal) {
		this.stage.network.refuse(refusal);
		this.stage.start();
		assertThat(this.stage.refresher.awaitFirstRefresh(Duration.ZERO)).isFalse();
		this.stage.network.relent();
		this.stage.pass(Duration.ofMinutes(2));
		assertThat(this.stage.orders()).containsExactly("a");
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void aWishIsAnsweredOnceThereIsAThreadToAnswerIt(Throwable refusal) {
		this.stage.start().pass(Duration.ofSeconds(10));
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.owner.run();
		this.stage.network.run();
		this.stage.network.refuse(refusal);
		this.stage.pass(Duration.ofMinutes(1));
		assertThat(wish).isNotDone();
		this.stage.network.relent();
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(wish.join().refreshed()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void aRefreshEndsWhereItsListenersCannotBeTold(Throwable refusal) {
		List<String> told = new ArrayList<>();
		this.stage.refresher.subscribe((round, status, duration, held) -> told.add(status.name()));
		this.stage.events.refuse(refusal);
		this.stage.start();
		assertThat(this.stage.orders()).containsExactly("a");
		assertThat(this.stage.refresher.awaitFirstRefresh(Duration.ZERO)).isTrue();
		this.stage.events.relent();
		this.stage.nextRound();
		assertThat(told).isNotEmpty();
	}

	@Test
	void aListenerThatHangsDelaysNoFollowerAndLetsNothingPileUp() {
		List<String> followed = new ArrayList<>();
		List<Long> told = new ArrayList<>();
		this.stage.refresher.follow((round, status, duration, held) -> followed.add(status.name()));
		this.stage.refresher.subscribe((round, status, duration, held) -> told.add(round.number()));
		this.stage.refresher.start();
		for (int i = 0; i < 360; i++) {
			this.stage.owner.pass(Duration.ofSeconds(10));
			this.stage.network.run();
			this.stage.owner.run();
		}
		assertThat(followed).hasSizeGreaterThan(90);
		assertThat(this.stage.refresher.merged()).isEqualTo(followed.size() - 1);
		this.stage.events.run();
		assertThat(told).hasSize(1);
		assertThat(this.stage.refresher.merged()).isZero();
	}

}
