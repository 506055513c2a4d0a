package io.github.azurediscovery.azure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access token, fetched ahead on a thread of its own: an identity endpoint that hangs
 * delays nobody but itself. That one could not be renewed is told once, while the last
 * one is still good; a round without any fails, and its source tells. Thread-safe.
 */
final class Tokens implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Tokens.class);

	private static final Duration LEAST_LIFE = Duration.ofSeconds(30);

	private final TokenCredential credential;

	private final TokenRequestContext request;

	private final InstantSource time;

	private final ExecutorService thread;

	private volatile @Nullable Held held;

	private @Nullable CompletableFuture<Held> pending;

	private boolean failing;

	Tokens(TokenCredential credential, String scope, InstantSource time) {
		this.credential = credential;
		this.request = new TokenRequestContext().addScopes(scope);
		this.time = time;
		this.thread = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, "azure-discovery-token");
			thread.setDaemon(true);
			return thread;
		});
	}

	/** The token at hand, {@code null} if there is none. */
	@Nullable String current() {
		Held held = this.held;
		return (held != null) ? held.token : null;
	}

	/** Azure did not accept this token: fetch another before the next round. */
	void refused(String token) {
		Held held = this.held;
		if (held != null && held.token.equals(token)) {
			this.held = null;
		}
	}

	/**
	 * Make sure that there is a token, and wait for one if there is none.
	 * @param timeout how long to wait
	 * @throws ListException if there is none by then
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	void require(Duration timeout) throws ListException, InterruptedException {
		Held held = this.held;
		Instant now = this.time.instant();
		boolean valid = held != null && held.goodAt(now);
		if (held != null && valid && now.isBefore(held.renew)) {
			return;
		}
		CompletableFuture<Held> fetched = fetch();
		if (valid) {
			return;
		}
		try {
			fetched.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw ListException.failed(Reason.UNAUTHENTICATED, "No access token: " + Words.of(root(ex))
					+ "; give this VM a managed identity, or set azure.discovery.credential");
		}
		catch (TimeoutException ex) {
			throw ListException.failed(Reason.TIMEOUT, "No access token within " + timeout.toSeconds() + " s");
		}
	}

	/** The SDK wraps what happened in sentences that say nothing. */
	private static Throwable root(Throwable thrown) {
		Throwable root = thrown;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		return root;
	}

	private synchronized CompletableFuture<Held> fetch() {
		CompletableFuture<Held> running = this.pending;
		if (running != null && !running.isDone()) {
			return running;
		}
		CompletableFuture<Held> fetched = CompletableFuture.supplyAsync(this::ask, this.thread);
		this.pending = fetched;
		return fetched;
	}

	private Held ask() {
		try {
			AccessToken token = this.credential.getTokenSync(this.request);
			Instant now = this.time.instant();
			Instant expires = token.getExpiresAt().toInstant();
			Duration life = Duration.between(now, expires);
			Held held = new Held(token.getToken(), expires, now.plus(life.dividedBy(2)));
			this.held = held;
			if (this.failing) {
				this.failing = false;
				logger.info("The access token for Azure is renewed again");
			}
			return held;
		}
		catch (RuntimeException ex) {
			Held held = this.held;
			if (!this.failing && held != null && held.goodAt(this.time.instant())) {
				this.failing = true;
				logger.warn("The access token for Azure is good until {} and could not be renewed: {}", held.expires,
						Words.withCause(ex));
			}
			logger.debug("No access token for Azure", ex);
			throw ex;
		}
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	private record Held(String token, Instant expires, Instant renew) {

		boolean goodAt(Instant now) {
			return this.expires.isAfter(now.plus(LEAST_LIFE));
		}

		@Override
		public String toString() {
			return "Held[expires " + this.expires + "]";
		}

	}

}
