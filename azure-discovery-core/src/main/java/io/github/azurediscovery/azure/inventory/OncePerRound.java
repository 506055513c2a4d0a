package io.github.azurediscovery.azure.inventory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ExceptionText;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task once in a round for all its callers: the first caller runs it on its own
 * thread, the others wait for its result. If the first caller is interrupted, another one
 * runs the task again. Thread-safe.
 */
final class OncePerRound<T> {

	private @Nullable RefreshRound round;

	private CompletableFuture<T> outcome = new CompletableFuture<>();

	T get(RefreshRound round, Work<T> work) throws ArmAccessException, InterruptedException {
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
			if (ex.getCause() instanceof InterruptedException) {
				return get(round, work);
			}
			if (ex.getCause() instanceof ArmAccessException failed) {
				throw failed;
			}
			throw ArmAccessException
				.failed("Another source of the same round failed: " + ExceptionText.of(ex.getCause()), null);
		}
	}

	private T run(Work<T> work, CompletableFuture<T> outcome) throws ArmAccessException, InterruptedException {
		try {
			T result = work.run();
			outcome.complete(result);
			return result;
		}
		catch (InterruptedException ex) {
			leave(outcome);
			outcome.completeExceptionally(ex);
			throw ex;
		}
		catch (Throwable ex) {
			outcome.completeExceptionally(ex);
			throw ex;
		}
	}

	/** Let the next caller run the task of this round. */
	private synchronized void leave(CompletableFuture<T> outcome) {
		if (this.outcome == outcome) {
			this.round = null;
		}
	}

	/** The task that runs once. */
	interface Work<T> {

		T run() throws ArmAccessException, InterruptedException;

	}

}
