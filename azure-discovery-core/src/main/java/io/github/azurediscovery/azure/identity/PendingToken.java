package io.github.azurediscovery.azure.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A token that is being fetched, on a daemon thread of its own.
 *
 * @param answer the token, once it is there
 * @param since when the fetch began
 * @param thread where the credential is asked
 */
record PendingToken(CompletableFuture<AccessTokenHolder.Held> answer, Instant since, Thread thread) {

	static PendingToken start(Supplier<AccessTokenHolder.Held> fetch, Instant now) {
		CompletableFuture<AccessTokenHolder.Held> answer = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				answer.complete(fetch.get());
			}
			catch (Throwable ex) {
				answer.completeExceptionally(ex);
			}
		}, "azure-discovery-token");
		thread.setDaemon(true);
		try {
			thread.start();
		}
		catch (Throwable ex) {
			answer.completeExceptionally(ex);
		}
		return new PendingToken(answer, now, thread);
	}

	/** Whether the credential has not answered for that long. */
	boolean hangsFor(Duration patience, Instant now) {
		return now.isBefore(this.since) || !now.isBefore(this.since.plus(patience));
	}

	/** Interrupt the credential, and wait for it no longer. */
	void giveUp() {
		this.answer.completeExceptionally(new IllegalStateException("the credential did not answer in time"));
		this.thread.interrupt();
	}

}
