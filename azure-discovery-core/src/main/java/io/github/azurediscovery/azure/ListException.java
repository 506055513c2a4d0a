package io.github.azurediscovery.azure;

import java.time.Instant;

import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/** A list could not be had. The message is for a person and holds no secret. */
final class ListException extends Exception {

	private final Kind kind;

	private final Reason reason;

	private final @Nullable Instant notBefore;

	private final boolean ofOneResource;

	private ListException(Kind kind, Reason reason, String message, @Nullable Throwable cause,
			@Nullable Instant notBefore) {
		this(kind, reason, message, cause, notBefore, false);
	}

	private ListException(Kind kind, Reason reason, String message, @Nullable Throwable cause,
			@Nullable Instant notBefore, boolean ofOneResource) {
		super(message, cause);
		this.kind = kind;
		this.reason = reason;
		this.notBefore = notBefore;
		this.ofOneResource = ofOneResource;
	}

	static ListException failed(String message, @Nullable Throwable cause) {
		return new ListException(Kind.FAILED, Reason.of(cause), message, cause, null);
	}

	static ListException failed(Reason reason, String message) {
		return new ListException(Kind.FAILED, reason, message, null, null);
	}

	static ListException throttled(String message, Instant notBefore, boolean ofOneResource) {
		return new ListException(Kind.THROTTLED, Reason.THROTTLED, message, null, notBefore, ofOneResource);
	}

	static ListException denied(String message) {
		return new ListException(Kind.DENIED, Reason.FORBIDDEN, message, null, null);
	}

	static ListException missing(String message) {
		return new ListException(Kind.MISSING, Reason.MISSING, message, null, null);
	}

	Kind kind() {
		return this.kind;
	}

	@Nullable Instant notBefore() {
		return this.notBefore;
	}

	/** Whether a limit of the one resource was exceeded, and none that others share. */
	boolean ofOneResource() {
		return this.ofOneResource;
	}

	SourceException forSource(int requests) {
		String message = String.valueOf(getMessage());
		return (this.kind == Kind.DENIED) ? SourceException.denied(message, getCause(), requests)
				: SourceException.failed(this.reason, message, getCause(), this.notBefore, requests);
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
