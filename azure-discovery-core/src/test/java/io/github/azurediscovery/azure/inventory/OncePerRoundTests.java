package io.github.azurediscovery.azure.inventory;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.source.RefreshRound;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OncePerRoundTests {

	private static final RefreshRound ROUND = new RefreshRound(1, Instant.EPOCH);

	private final OncePerRound<String> once = new OncePerRound<>();

	private final AtomicInteger done = new AtomicInteger();

	@Test
	void theSameRoundHasOneOutcome() throws Exception {
		assertThat(this.once.get(ROUND, this::work)).isEqualTo("outcome 1");
		assertThat(this.once.get(ROUND, this::work)).isEqualTo("outcome 1");
		assertThat(this.once.get(new RefreshRound(2, Instant.EPOCH), this::work)).isEqualTo("outcome 2");
	}

	@Test
	void aFailureIsTheOutcomeForAll() {
		for (int i = 0; i < 2; i++) {
			assertThatThrownBy(() -> this.once.get(ROUND, () -> {
				this.done.incrementAndGet();
				throw ArmAccessException.denied("no right");
			})).hasMessage("no right");
		}
		assertThat(this.done).hasValue(1);
	}

	@Test
	void aWaitingCallerRunsTheTaskIfTheFirstIsInterrupted() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		FutureTask<String> abandoned = new FutureTask<>(() -> this.once.get(ROUND, () -> {
			begun.countDown();
			new CountDownLatch(1).await();
			return "never";
		}));
		new Thread(abandoned, "abandoned").start();
		begun.await();
		CompletableFuture<String> waiting = new CompletableFuture<>();
		Thread other = new Thread(() -> {
			try {
				waiting.complete(this.once.get(ROUND, this::work));
			}
			catch (Exception ex) {
				waiting.completeExceptionally(ex);
			}
		}, "waiting");
		other.start();
		abandoned.cancel(true);
		assertThat(waiting.join()).isEqualTo("outcome 1");
	}

	private String work() {
		return "outcome " + this.done.incrementAndGet();
	}

}
