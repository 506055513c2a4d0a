package io.github.azurediscovery.azure.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ExceptionText;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the access token and renews it ahead of time on a separate thread, so that a
 * hanging identity endpoint delays no request; after a while the attempt is abandoned and
 * repeated. A failed renewal is logged once while the current token is valid; without a
 * valid token the round fails and its source reports the error. After Azure rejected a
 * token, the next token request carries claims, which bypass the cache of the credential.
 * Thread-safe.
 */
public final class AccessTokenHolder implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AccessTokenHolder.class);

	/** The limit of threads on which a credential hangs despite being interrupted. */
	private static final int MOST_HUNG = 3;

	private static final Duration LEAST_LIFE = Duration.ofSeconds(30);

	private final TokenCredential credential;

	private final String scope;

	private final InstantSource time;

	private final String threadName;

	private volatile @Nullable HeldToken held;

	private @Nullable PendingTokenRequest pending;

	private final List<Thread> givenUp = new ArrayList<>();

	private @Nullable String claims;

	private boolean closed;

	private final AtomicBoolean failing = new AtomicBoolean();

	/**
	 * Create a holder that has no token yet.
	 * @param credential asked for tokens
	 * @param scope what they are for
	 * @param time the clock
	 * @param threadPrefix what the name of the thread that asks begins with
	 */
	public AccessTokenHolder(TokenCredential credential, String scope, InstantSource time, String threadPrefix) {
		this.threadName = threadPrefix + "-token";
		this.credential = credential;
		this.scope = scope;
		this.time = time;
	}

	/** Return the current token, {@code null} if there is none. */
	@Nullable String current() {
		HeldToken held = this.held;
		return (held != null) ? held.token : null;
	}

	/**
	 * Discard a token that Azure rejected, so that the next round fetches another.
	 * @param token the token
	 * @param challenge the {@code WWW-Authenticate} header of the response, or
	 * {@code null}
	 */
	synchronized void discard(String token, @Nullable String challenge) {
		HeldToken held = this.held;
		if (held != null && held.token.equals(token)) {
			this.held = null;
			this.claims = ClaimsChallenge.claims(challenge, this.time.instant());
			ManagedIdentityTokenCache.forget();
		}
	}

	/**
	 * Wait until there is a valid token.
	 * @param timeout how long to wait
	 * @throws ArmAccessException if there is none in time
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public void awaitToken(Duration timeout) throws ArmAccessException, InterruptedException {
		HeldToken held = this.held;
		Instant now = this.time.instant();
		boolean valid = held != null && held.isValidAt(now);
		if (held != null && valid && now.isBefore(held.renew)) {
			return;
		}
		PendingTokenRequest fetched = fetch(timeout);
		if (valid) {
			return;
		}
		try {
			fetched.answer().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw ArmAccessException.failed(Reason.UNAUTHENTICATED, "No access token: " + ExceptionText.of(root(ex))
					+ "; give this VM a managed identity, or set azure.discovery.credential");
		}
		catch (TimeoutException ex) {
			throw ArmAccessException.failed(Reason.TIMEOUT,
					"No access token within " + timeout.toSeconds() + " s: the credential has been hanging since "
							+ fetched.since().truncatedTo(ChronoUnit.SECONDS)
							+ "; it is abandoned and called again after " + timeout.multipliedBy(2).toSeconds() + " s");
		}
	}

	/** Return the root cause: the exceptions that the SDK wraps around it add nothing. */
	private static Throwable root(Throwable thrown) {
		Throwable root = thrown;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		return root;
	}

	private synchronized PendingTokenRequest fetch(Duration timeout) {
		PendingTokenRequest running = this.pending;
		if (running != null && !running.answer().isDone()) {
			this.givenUp.removeIf((thread) -> !thread.isAlive());
			if (!running.hangsFor(timeout.multipliedBy(2), this.time.instant()) || this.givenUp.size() >= MOST_HUNG) {
				return running;
			}
			running.giveUp();
			this.givenUp.add(running.thread());
		}
		PendingTokenRequest fetched = PendingTokenRequest.start(this.threadName, this::requestToken,
				this.time.instant());
		if (this.closed) {
			fetched.giveUp();
		}
		this.pending = fetched;
		return fetched;
	}

	private synchronized TokenRequestContext request() {
		TokenRequestContext request = new TokenRequestContext().addScopes(this.scope);
		if (this.claims != null) {
			request.setClaims(this.claims);
		}
		return request;
	}

	private synchronized void store(HeldToken fetched) {
		this.held = fetched;
		this.claims = null;
	}

	private HeldToken requestToken() {
		try {
			AccessToken token = this.credential.getTokenSync(request());
			Instant now = this.time.instant();
			Instant expires = token.getExpiresAt().toInstant();
			Duration life = Duration.between(now, expires);
			HeldToken held = new HeldToken(token.getToken(), expires, now.plus(life.dividedBy(2)));
			store(held);
			if (this.failing.compareAndSet(true, false)) {
				logger.info("Access token renewal succeeded again");
			}
			return held;
		}
		catch (RuntimeException ex) {
			HeldToken held = this.held;
			if (held != null && held.isValidAt(this.time.instant()) && this.failing.compareAndSet(false, true)) {
				logger.warn("The access token for Azure is valid until {} and could not be renewed: {}", held.expires,
						ExceptionText.withCause(ex));
			}
			logger.debug("No access token for Azure", ex);
			throw ex;
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.pending != null) {
			this.pending.giveUp();
		}
	}

	record HeldToken(String token, Instant expires, Instant renew) {

		boolean isValidAt(Instant now) {
			return this.expires.isAfter(now.plus(LEAST_LIFE));
		}

		@Override
		public String toString() {
			return "Held[expires " + this.expires + "]";
		}

	}

}
