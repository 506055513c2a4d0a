package io.github.azurediscovery.failures;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** A way in which an instance can fail a call. */
public enum InstanceFault {

	/** Nothing listens. */
	REFUSED("connection refused", "connection refused"),
	/** Nothing accepts: packets are dropped. */
	CONNECT_TIMEOUT("connect timeout", "connect timeout"),
	/** The connection is reset when the request has been read. */
	RESET("reset after the request", "connection closed"),
	/** The connection is reset while the request's body is sent. */
	UPLOAD_RESET("reset in the middle of an upload", "connection closed"),
	/** A connection that served before is closed without an answer. */
	STALE_CONNECTION("a pooled connection was closed", "connection closed"),
	/** The request is read and never answered. */
	READ_TIMEOUT("no answer in time", "read timeout"),
	/** The answer begins, and the connection is closed in the middle of its body. */
	BODY_BROKEN_OFF("a response body breaks off in the middle", ""),
	/** The certificate is not trusted. */
	UNTRUSTED("certificate not trusted", "TLS handshake failed"),
	/** Plain HTTP where TLS is expected. */
	NO_TLS("plain HTTP where TLS is expected", "TLS handshake failed"),
	/** The connection is closed in the middle of the TLS handshake. */
	TLS_CLOSED("closed in the TLS handshake", "TLS handshake failed"),
	/** The certificate is trusted, and the caller has none, which is required. */
	CLIENT_CERTIFICATE_MISSING("the instance wants a client certificate", "TLS handshake failed");

	private static final Duration SHORT = Duration.ofMillis(400);

	private static final Duration LONG = Duration.ofSeconds(10);

	private final String row;

	private final String reason;

	InstanceFault(String row, String reason) {
		this.row = row;
		this.reason = reason;
	}

	/**
	 * Return the row of the documentation for this fault.
	 * @return the first cell of the row
	 */
	public String row() {
		return this.row;
	}

	/**
	 * Return the reported evidence.
	 * @return the evidence in a few words, empty if it goes unnoticed
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return how many calls it takes to meet this fault.
	 * @return the number of calls
	 */
	public int calls() {
		return (this == STALE_CONNECTION) ? 2 : 1;
	}

	/**
	 * Return the body to send to meet this fault.
	 * @return the body of a POST, or {@code null} for a GET
	 */
	public byte @Nullable [] upload() {
		return (this == UPLOAD_RESET) ? new byte[10_000_000] : null;
	}

	/**
	 * Return a timeout that meets this fault, and no other.
	 * @return how long to wait for a connection
	 */
	public Duration connectTimeout() {
		return (this == CONNECT_TIMEOUT) ? SHORT : LONG;
	}

	/**
	 * Return a timeout that meets this fault, and no other.
	 * @return how long to wait for an answer
	 */
	public Duration readTimeout() {
		return (this == READ_TIMEOUT) ? SHORT : LONG;
	}

	/**
	 * Return whether callers must use TLS to meet this fault.
	 * @return whether they must
	 */
	public boolean secure() {
		return this == UNTRUSTED || this == NO_TLS || this == TLS_CLOSED || this == CLIENT_CERTIFICATE_MISSING;
	}

}
