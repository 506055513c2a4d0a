package io.github.azurediscovery.azure;

import java.time.Instant;

import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;

/** A list could not be had. The message is for a person and holds no secret. */
final class ListException extends Exception {

	private final Kind kind;

	private final @Nullable Instant notBefore;

	private ListException(Kind kind, String message, @Nullable Throwable cause, @Nullable Instant notBefore) {
		super(message, cause);
		this.kind = kind;
		this.notBefore = notBefore;
	}

	static ListException failed(String message, @Nullable Throwable cause) {
		return new ListException(Kind.FAILED, message, cause, null);
	}

	static ListException throttled(String message, Instant notBefore) {
		return new ListException(Kind.THROTTLED, message, null, notBefore);
	}

	static ListException denied(String message) {
		return new ListException(Kind.DENIED, message, null, null);
	}

	static ListException missing(String message) {
		return new ListException(Kind.MISSING, message, null, null);
	}

	Kind kind() {
		return this.kind;
	}

	@Nullable Instant notBefore() {
		return this.notBefore;
	}

	SourceException forSource(int requests) {
		String message = String.valueOf(getMessage());
		return (this.kind == Kind.DENIED) ? SourceException.denied(message, getCause(), requests)
				: SourceException.failed(message, getCause(), this.notBefore, requests);
	}

	/** Why a list could not be had. */
	enum Kind {

		/** For a reason that may pass. */
		FAILED,
		/** Too many requests. */
		THROTTLED,
		/** Rights are missing. */
		DENIED,
		/** What was to be listed does not exist, or does not answer to this list. */
		MISSING

	}

}
