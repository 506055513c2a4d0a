package io.github.azurediscovery.source;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A source could not answer. The message is for a person: what failed, and what to do. It
 * never carries a token.
 */
public class SourceException extends Exception {

	private final @Nullable Instant notBefore;

	private final boolean denied;

	private final int requests;

	private SourceException(String message, @Nullable Throwable cause, @Nullable Instant notBefore, boolean denied,
			int requests) {
		super(message, cause);
		this.notBefore = notBefore;
		this.denied = denied;
		this.requests = requests;
	}

	/**
	 * The source failed and may answer the next time.
	 * @param message what failed
	 * @param cause the cause
	 * @param notBefore when to ask again at the earliest, where the source said so
	 * @param requests how many requests were sent
	 * @return the exception
	 */
	public static SourceException failed(String message, @Nullable Throwable cause, @Nullable Instant notBefore,
			int requests) {
		return new SourceException(message, cause, notBefore, false, requests);
	}

	/**
	 * The source refused for lack of rights.
	 * @param message which action on which scope is missing, and which role grants it
	 * @param cause the cause
	 * @param requests how many requests were sent
	 * @return the exception
	 */
	public static SourceException denied(String message, @Nullable Throwable cause, int requests) {
		return new SourceException(message, cause, null, true, requests);
	}

	/**
	 * Return when the source may be asked again.
	 * @return the instant, or {@code null} if it did not say
	 */
	public @Nullable Instant notBefore() {
		return this.notBefore;
	}

	/**
	 * Return whether rights are missing.
	 * @return whether the source refused
	 */
	public boolean denied() {
		return this.denied;
	}

	/**
	 * Return how many requests were sent.
	 * @return the number of requests
	 */
	public int requests() {
		return this.requests;
	}

}
