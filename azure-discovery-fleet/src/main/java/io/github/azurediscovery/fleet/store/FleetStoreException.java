package io.github.azurediscovery.fleet.store;

import java.time.Duration;

import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A call to the store did not succeed. The message is for a person: what failed, and what
 * to do. It never carries a token.
 */
public final class FleetStoreException extends Exception {

	private final Kind kind;

	private final @Nullable Duration retryAfter;

	public FleetStoreException(Kind kind, String message, @Nullable Throwable cause) {
		this(kind, message, cause, null);
	}

	/**
	 * Create an exception.
	 * @param kind what happened, for programs
	 * @param message what failed and what to do
	 * @param cause the cause, if there is one
	 * @param retryAfter how long to wait, where the store says so
	 */
	public FleetStoreException(Kind kind, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
		super(message, cause);
		this.kind = kind;
		this.retryAfter = retryAfter;
	}

	public Kind kind() {
		return this.kind;
	}

	/** Return how long to wait, {@code null} if the store did not say. */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/** What happened: few enough to tag a meter with. */
	public enum Kind {

		/** What was asked for does not exist (404): a blob, or the container. */
		ABSENT(Reason.MISSING),
		/** The lease is another's, or no longer there (409). */
		CONFLICT(Reason.FAILED),
		/**
		 * A write was refused, since its lease or its ETag is not the one there (412).
		 */
		PRECONDITION(Reason.FAILED),
		/** Rights are missing, or the network of this VM is not allowed (403). */
		FORBIDDEN(Reason.FORBIDDEN),
		/** There is no access token, or it was not accepted (401). */
		UNAUTHENTICATED(Reason.UNAUTHENTICATED),
		/** Too many requests (503 ServerBusy, 429). */
		THROTTLED(Reason.THROTTLED),
		/** No answer in time. */
		TIMEOUT(Reason.TIMEOUT),
		/** No connection, or it broke. */
		UNREACHABLE(Reason.UNREACHABLE),
		/** The store failed (5xx). */
		UNAVAILABLE(Reason.UNAVAILABLE),
		/**
		 * There was an answer, and it is not to be believed: a wrong hash, too large, not
		 * of this format, a redirect.
		 */
		REFUSED_ANSWER(Reason.INVALID),
		/** Anything else, such as a request that the store does not understand. */
		FAILED(Reason.FAILED);

		private final Reason reason;

		Kind(Reason reason) {
			this.reason = reason;
		}

		/** Return why a source that reads the store could not answer. */
		public Reason reason() {
			return this.reason;
		}

	}

}
