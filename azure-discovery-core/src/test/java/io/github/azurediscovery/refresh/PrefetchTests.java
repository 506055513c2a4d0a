package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Sources that are asked before discovery starts. */
class PrefetchTests {

	private final ScriptedSource tags = new ScriptedSource("tags").answers("a", "b");

	private final ScriptedSource push = new ScriptedSource("push").answers("c");

	private final RefreshFixture fixture = new RefreshFixture(this.tags, this.push);

	@Test
	void theFirstRoundTakesTheAnswerAndDoesNotAskAgain() {
		this.fixture.refresher.prefetch(List.of("tags"));
		this.fixture.settle();
		this.tags.answers("never asked for");
		this.fixture.start();
		assertThat(this.fixture.orders()).containsExactly("a", "b", "c");
		assertThat(this.tags.rounds).hasSize(1);
	}

	@Test
	void nothingIsPublishedBeforeTheStart() {
		this.fixture.refresher.prefetch(List.of("tags"));
		this.fixture.settle();
		assertThat(this.fixture.catalog.current().size()).isZero();
		assertThat(this.fixture.refresher.sources()).allMatch((source) -> source.lastSuccess() == null);
	}

	@Test
	void onlyTheNamedSourcesAreAsked() {
		this.fixture.refresher.prefetch(List.of("tags"));
		this.fixture.settle();
		assertThat(this.tags.rounds).hasSize(1);
		assertThat(this.push.rounds).isEmpty();
	}

	@Test
	void theSecondRoundAsksAgain() {
		this.fixture.refresher.prefetch(List.of("tags"));
		this.fixture.start();
		this.tags.answers("a");
		this.fixture.nextRound().nextRound().nextRound().nextRound();
		assertThat(this.fixture.orders()).containsExactly("a", "c");
	}

	@Test
	void aFailureIsThatOfTheFirstRound() {
		this.tags.fails();
		this.fixture.refresher.prefetch(List.of("tags"));
		this.fixture.start();
		assertThat(this.fixture.refresher.awaitFirstRefresh(Duration.ZERO)).isFalse();
		assertThat(this.fixture.refresher.sources().get(0).error()).contains("the list failed");
		assertThat(this.tags.rounds).hasSize(1);
	}

	@Test
	void aBrokenSourceIsNamedAsEver() {
		this.tags.answers((round) -> {
			throw new LinkageError("old jar");
		});
		this.fixture.refresher.prefetch(List.of("tags"));
		this.fixture.start();
		assertThat(this.fixture.refresher.sources().get(0).error()).contains("the source is broken", "old jar");
		assertThat(this.fixture.orders()).containsExactly("c");
	}

	@Test
	void anAnswerThatIsOlderThanARoundIsNotTaken() {
		this.fixture.refresher.prefetch(List.of("tags"));
		this.fixture.settle();
		this.fixture.pass(RefreshSettings.DEFAULT.interval().plusSeconds(1));
		this.tags.answers("a");
		this.fixture.start();
		assertThat(this.fixture.orders()).containsExactly("a", "c");
	}

	@Test
	void aStopDropsTheAnswer() {
		this.fixture.refresher.prefetch(List.of("tags"));
		this.fixture.settle();
		this.fixture.refresher.stop();
		this.tags.answers("a");
		this.fixture.start();
		assertThat(this.fixture.orders()).containsExactly("a", "c");
	}

	@Test
	void onceStartedNothingIsAskedAhead() {
		this.fixture.start();
		this.fixture.refresher.prefetch(List.of("tags"));
		this.fixture.settle();
		assertThat(this.tags.rounds).hasSize(1);
	}

}
