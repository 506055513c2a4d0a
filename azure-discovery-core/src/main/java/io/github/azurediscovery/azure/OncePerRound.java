package io.github.azurediscovery.azure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.azurediscovery.source.Round;
import org.jspecify.annotations.Nullable;

/**
 * Does something once in a round, whatever the number of those who want it: the first
 * does it on its own thread, the others of the same round wait for the outcome.
 * Thread-safe.
 */
final class OncePerRound<T> {

	private @Nullable Round round;

	private CompletableFuture<T> outcome = new CompletableFuture<>();

	T get(Round round, Work<T> work) throws ListException, InterruptedException {
		CompletableFuture<T> mine;
		boolean first;
		synchronized (this) {
			first = !round.equals(this.round);
			if (first) {
				this.round = round;
				this.outcome = new CompletableFuture<>();
			}
			mine = this.outcome;
		}
		if (first) {
			return run(work, mine);
		}
		try {
			return mine.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof ListException failed) {
				throw failed;
			}
			throw ListException.failed("Another source of the same round failed: " + Words.of(ex.getCause()), null);
		}
	}

	private static <T> T run(Work<T> work, CompletableFuture<T> outcome) throws ListException, InterruptedException {
		try {
			T result = work.run();
			outcome.complete(result);
			return result;
		}
		catch (Throwable ex) {
			outcome.completeExceptionally(ex);
			throw ex;
		}
	}

	/** What is done once. */
	interface Work<T> {

		T run() throws ListException, InterruptedException;

	}

}
