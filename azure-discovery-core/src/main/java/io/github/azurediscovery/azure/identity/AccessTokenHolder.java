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
 * The access token, fetched ahead on a thread of its own: an identity endpoint that hangs
 * delays only itself, and is given up and asked again after a while. That a token could
 * not be renewed is told once, while the last one is still good; a round without any
 * fails, and its source tells. A token that Azure refused is not taken again out of a
 * cache of the credential: the next request carries claims, which makes it ask for a new
 * one. Thread-safe.
 */
public final class AccessTokenHolder implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AccessTokenHolder.class);

	/** Of a credential that does not even end when it is interrupted. */
	private static final int MOST_HUNG = 3;

	private static final Duration LEAST_LIFE = Duration.ofSeconds(30);

	private final TokenCredential credential;

	private final String scope;

	private final InstantSource time;

	private volatile @Nullable Held held;

	private @Nullable PendingToken pending;

	private final List<Thread> givenUp = new ArrayList<>();

	private @Nullable String claims;

	private boolean closed;

	private final AtomicBoolean failing = new AtomicBoolean();

	public AccessTokenHolder(TokenCredential credential, String scope, InstantSource time) {
		this.credential = credential;
		this.scope = scope;
		this.time = time;
	}

	/** The token at hand, {@code null} if there is none. */
	@Nullable String current() {
		Held held = this.held;
		return (held != null) ? held.token : null;
	}

	/**
	 * Azure did not accept this token: fetch another before the next round.
	 * @param token the token
	 * @param challenge the {@code WWW-Authenticate} header of the refusal, or
	 * {@code null}
	 */
	synchronized void refused(String token, @Nullable String challenge) {
		Held held = this.held;
		if (held != null && held.token.equals(token)) {
			this.held = null;
			this.claims = ClaimsChallenge.claims(challenge, this.time.instant());
			ManagedIdentityTokenCache.forget();
		}
	}

	/**
	 * Make sure that there is a token, and wait for one if there is none.
	 * @param timeout how long to wait
	 * @throws ArmAccessException if there is none by then
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public void require(Duration timeout) throws ArmAccessException, InterruptedException {
		Held held = this.held;
		Instant now = this.time.instant();
		boolean valid = held != null && held.goodAt(now);
		if (held != null && valid && now.isBefore(held.renew)) {
			return;
		}
		PendingToken fetched = fetch(timeout);
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
							+ ", and is given up and asked again after " + timeout.multipliedBy(2).toSeconds() + " s");
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

	private synchronized PendingToken fetch(Duration timeout) {
		PendingToken running = this.pending;
		if (running != null && !running.answer().isDone()) {
			this.givenUp.removeIf((thread) -> !thread.isAlive());
			if (!running.hangsFor(timeout.multipliedBy(2), this.time.instant()) || this.givenUp.size() >= MOST_HUNG) {
				return running;
			}
			running.giveUp();
			this.givenUp.add(running.thread());
		}
		PendingToken fetched = PendingToken.start(this::ask, this.time.instant());
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

	private synchronized void take(Held fetched) {
		this.held = fetched;
		this.claims = null;
	}

	private Held ask() {
		try {
			AccessToken token = this.credential.getTokenSync(request());
			Instant now = this.time.instant();
			Instant expires = token.getExpiresAt().toInstant();
			Duration life = Duration.between(now, expires);
			Held held = new Held(token.getToken(), expires, now.plus(life.dividedBy(2)));
			take(held);
			if (this.failing.compareAndSet(true, false)) {
				logger.info("The access token for Azure is renewed again");
			}
			return held;
		}
		catch (RuntimeException ex) {
			Held held = this.held;
			if (held != null && held.goodAt(this.time.instant()) && this.failing.compareAndSet(false, true)) {
				logger.warn("The access token for Azure is good until {} and could not be renewed: {}", held.expires,
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

	record Held(String token, Instant expires, Instant renew) {

		boolean goodAt(Instant now) {
			return this.expires.isAfter(now.plus(LEAST_LIFE));
		}

		@Override
		public String toString() {
			return "Held[expires " + this.expires + "]";
		}

	}

}
