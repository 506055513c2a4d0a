package io.github.azurediscovery.source;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * A source could not answer. The message is for a person: what failed, and what to do. It
 * never carries a token.
 */
public class SourceException extends Exception {

	private final Reason reason;

	private final @Nullable Instant notBefore;

	private final int requests;

	private SourceException(Reason reason, String message, @Nullable Throwable cause, @Nullable Instant notBefore,
			int requests) {
		super(message, cause);
		this.reason = reason;
		this.notBefore = notBefore;
		this.requests = requests;
	}

	/**
	 * Return a builder.
	 * @param message what failed and what to do, never a secret
	 */
	public static Builder builder(String message) {
		return new Builder(message);
	}

	/**
	 * Return why the source could not answer, in one of few words.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Return when the source may be asked again. It is left alone for a day at most.
	 * @return the instant, or {@code null} if it did not say
	 */
	public @Nullable Instant notBefore() {
		return this.notBefore;
	}

	/**
	 * Return whether rights are missing.
	 * @return whether the source refused
	 */
	public boolean isForbidden() {
		return this.reason == Reason.FORBIDDEN;
	}

	/**
	 * Return how many requests were sent.
	 * @return the number of requests
	 */
	public int requests() {
		return this.requests;
	}

	/** Why a source could not answer: few enough to tag a meter with. */
	public enum Reason {

		/** Too many requests. */
		THROTTLED,
		/** Rights are missing. */
		FORBIDDEN,
		/** There is no access token, or it was not accepted. */
		UNAUTHENTICATED,
		/** What was asked for does not exist. */
		MISSING,
		/** No answer in time. */
		TIMEOUT,
		/** No connection, or it broke: name, route, refusal, TLS. */
		UNREACHABLE,
		/** The other side failed (HTTP status 5xx). */
		UNAVAILABLE,
		/** The answer is not what was to be expected. */
		INVALID,
		/** For another reason. */
		FAILED;

		/**
		 * Tell the reason from the cause of a failure.
		 * @param cause the cause, or {@code null} if there is none
		 * @return the reason
		 */
		public static Reason of(@Nullable Throwable cause) {
			for (Throwable link = cause; link != null; link = link.getCause()) {
				if (link instanceof SocketException || link instanceof UnknownHostException
						|| link instanceof HttpConnectTimeoutException || link instanceof SSLException) {
					return UNREACHABLE;
				}
				if (link instanceof HttpTimeoutException || link instanceof InterruptedIOException
						|| link instanceof TimeoutException) {
					return TIMEOUT;
				}
				if (link instanceof NoSuchFileException) {
					return MISSING;
				}
				if (link instanceof CharacterCodingException) {
					return INVALID;
				}
			}
			return FAILED;
		}

	}

	/** Builds a {@link SourceException}. */
	public static final class Builder {

		private final String message;

		private @Nullable Reason reason;

		private @Nullable Throwable cause;

		private @Nullable Instant notBefore;

		private int requests;

		private Builder(String message) {
			this.message = message;
		}

		/**
		 * Set the reason. By default the source throttles if it says when to ask again,
		 * else the cause tells.
		 */
		public Builder reason(Reason reason) {
			this.reason = reason;
			return this;
		}

		/** Set the cause. */
		public Builder cause(@Nullable Throwable cause) {
			this.cause = cause;
			return this;
		}

		/** Set when to ask again at the earliest, where the source says so. */
		public Builder notBefore(@Nullable Instant notBefore) {
			this.notBefore = notBefore;
			return this;
		}

		/** Set how many requests were sent, 0 by default. */
		public Builder requests(int requests) {
			this.requests = requests;
			return this;
		}

		/** Build the exception. */
		public SourceException build() {
			Reason told = (this.notBefore != null) ? Reason.THROTTLED : Reason.of(this.cause);
			return new SourceException((this.reason != null) ? this.reason : told, this.message, this.cause,
					this.notBefore, this.requests);
		}

	}

}
