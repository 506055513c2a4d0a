package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.github.azurediscovery.source.SourceAnswer;

/**
 * The answer of a source that is asked ahead of the first round. Valid for one round, and
 * only for a while.
 */
final class PrefetchedAnswer {

	private final FutureTask<SourceAnswer> task;

	private final Instant asked;

	/**
	 * Create an answer that has not arrived yet.
	 * @param question asks the source
	 * @param asked when, by the steady clock
	 */
	PrefetchedAnswer(Callable<SourceAnswer> question, Instant asked) {
		this.task = new FutureTask<>(question);
		this.asked = asked;
	}

	/** Return the task that asks the source, to be run once on a network thread. */
	Runnable task() {
		return this.task;
	}

	/** Return whether the answer is older than a round of its source would be. */
	boolean isOlderThan(Duration interval, Instant now) {
		return now.isAfter(this.asked.plus(interval));
	}

	/** Cancel: the thread that asks is interrupted. */
	void cancel() {
		this.task.cancel(true);
	}

	/**
	 * Wait for the answer.
	 * @return the answer
	 * @throws Throwable what the source threw
	 */
	SourceAnswer await() throws Throwable {
		try {
			return this.task.get();
		}
		catch (InterruptedException ex) {
			cancel();
			throw ex;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

}
