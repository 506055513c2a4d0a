package io.github.azurediscovery.azure.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.azurediscovery.thread.DaemonThreads;

/**
 * An access token that is being fetched on a separate daemon thread.
 *
 * @param answer the token, once fetched
 * @param since when the fetch began
 * @param thread the thread that calls the credential
 */
record PendingTokenRequest(CompletableFuture<AccessTokenHolder.HeldToken> answer, Instant since, Thread thread) {

	static PendingTokenRequest start(String threadName, Supplier<AccessTokenHolder.HeldToken> fetch, Instant now) {
		CompletableFuture<AccessTokenHolder.HeldToken> answer = new CompletableFuture<>();
		Thread thread = DaemonThreads.unstarted(threadName, () -> {
			try {
				answer.complete(fetch.get());
			}
			catch (Throwable ex) {
				answer.completeExceptionally(ex);
			}
		});
		try {
			thread.start();
		}
		catch (Throwable ex) {
			answer.completeExceptionally(ex);
		}
		return new PendingTokenRequest(answer, now, thread);
	}

	/** Return whether the credential has been hanging for that long. */
	boolean hangsFor(Duration patience, Instant now) {
		return now.isBefore(this.since) || !now.isBefore(this.since.plus(patience));
	}

	/** Interrupt the credential and fail the pending token. */
	void giveUp() {
		this.answer.completeExceptionally(new IllegalStateException("the credential did not answer in time"));
		this.thread.interrupt();
	}

}
