package io.github.azurediscovery.azure.http;

import java.time.Instant;

import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/** A request to Azure failed. The message is written for users and contains no secret. */
public final class ArmAccessException extends Exception {

	private final Kind kind;

	private final Reason reason;

	private final @Nullable Instant notBefore;

	private final boolean ofOneResource;

	private ArmAccessException(Kind kind, Reason reason, String message, @Nullable Throwable cause,
			@Nullable Instant notBefore) {
		this(kind, reason, message, cause, notBefore, false);
	}

	private ArmAccessException(Kind kind, Reason reason, String message, @Nullable Throwable cause,
			@Nullable Instant notBefore, boolean ofOneResource) {
		super(message, cause);
		this.kind = kind;
		this.reason = reason;
		this.notBefore = notBefore;
		this.ofOneResource = ofOneResource;
	}

	public static ArmAccessException failed(String message, @Nullable Throwable cause) {
		return new ArmAccessException(Kind.FAILED, Reason.of(cause), message, cause, null);
	}

	public static ArmAccessException failed(Reason reason, String message) {
		return new ArmAccessException(Kind.FAILED, reason, message, null, null);
	}

	public static ArmAccessException throttled(String message, Instant notBefore) {
		return new ArmAccessException(Kind.THROTTLED, Reason.THROTTLED, message, null, notBefore);
	}

	/** Return the failure of a request that only the limit of one resource forbids. */
	public static ArmAccessException throttledForOneResource(String message, Instant notBefore) {
		return new ArmAccessException(Kind.THROTTLED, Reason.THROTTLED, message, null, notBefore, true);
	}

	public static ArmAccessException denied(String message) {
		return new ArmAccessException(Kind.DENIED, Reason.FORBIDDEN, message, null, null);
	}

	public static ArmAccessException missing(String message) {
		return new ArmAccessException(Kind.MISSING, Reason.MISSING, message, null, null);
	}

	public Kind kind() {
		return this.kind;
	}

	public @Nullable Instant notBefore() {
		return this.notBefore;
	}

	/**
	 * Return whether the throttle concerns one resource only, not the whole subscription.
	 */
	public boolean ofOneResource() {
		return this.ofOneResource;
	}

	public SourceException forSource(int requests) {
		String message = String.valueOf(getMessage());
		return SourceException.builder(message)
			.reason(this.reason)
			.cause(getCause())
			.notBefore(this.notBefore)
			.requests(requests)
			.build();
	}

	/** The kind of failure. */
	public enum Kind {

		/** A failure that may be temporary. */
		FAILED,
		/** Too many requests. */
		THROTTLED,
		/** The identity lacks a permission. */
		DENIED,
		/** The resource does not exist or does not support this list. */
		MISSING

	}

}
