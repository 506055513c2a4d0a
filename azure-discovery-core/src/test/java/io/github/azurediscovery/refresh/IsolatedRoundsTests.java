package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes wrong with one interval or one call is no matter of the others. */
class IsolatedRoundsTests {

	private final ScriptedSource broken = new ScriptedSource("broken").answers("a");

	private final ScriptedSource slow = new ScriptedSource("slow").answers("b").every(Duration.ofMinutes(1));

	private final RefreshFixture stage = new RefreshFixture();

	@Test
	void oneRoundThatCannotBeginKeepsNoOtherFromBeingScheduled() {
		int[] drawn = { 0 };
		RandomGenerator random = () -> {
			if (drawn[0]++ == 0) {
				throw new ArithmeticException("long overflow");
			}
			return 0;
		};
		CatalogRefresher refresher = refresher(this.stage.network, random);
		refresher.start();
		this.stage.settle().pass(Duration.ofMinutes(5));
		assertThat(this.broken.asked).isEmpty();
		assertThat(this.slow.asked).hasSizeGreaterThanOrEqualTo(5);
	}

	@Test
	void aCallForWhichThereIsNoThreadIsAFailureAndIsMadeUpFor() {
		int[] calls = { 0 };
		CatalogRefresher refresher = refresher((task) -> {
			if (calls[0]++ == 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			if (calls[0] == 3) {
				throw new RejectedExecutionException("full");
			}
			this.stage.network.execute(task);
		}, new Random(1));
		refresher.start();
		this.stage.settle();
		assertThat(refresher.sources().get(0).error()).startsWith("no thread was available to ask it: ")
			.contains("unable to create native thread");
		assertThat(this.stage.orders()).as("the other answered").containsExactly("b");
		this.stage.pass(Duration.ofMinutes(3));
		assertThat(this.stage.orders()).containsExactly("a", "b");
		assertThat(refresher.sources()).allMatch((status) -> status.error() == null);
	}

	private CatalogRefresher refresher(Executor network, RandomGenerator random) {
		return new CatalogRefresher(List.of(this.broken, this.slow), RefreshSettings.DEFAULT, this.stage.catalog,
				this.stage.owner, network, this.stage.events,
				new SteadyClock(this.stage.owner, this.stage.owner::nanoTime), random);
	}

}
