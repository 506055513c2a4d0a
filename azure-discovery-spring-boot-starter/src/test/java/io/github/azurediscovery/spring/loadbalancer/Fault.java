package io.github.azurediscovery.spring.loadbalancer;

import java.time.Duration;

import io.github.azurediscovery.health.Outcome;

/** A way in which an instance can fail a call, and the evidence that it gives. */
enum Fault {

	/** Nobody listens. */
	REFUSED("connection refused", Outcome.HARD_FAILURE, "connection refused"),
	/** Nobody accepts: packets are dropped. */
	CONNECT_TIMEOUT("connect timeout", Outcome.HARD_FAILURE, "connect timeout"),
	/** The connection is reset when the request has been read. */
	RESET("reset after the request", Outcome.SUSPECT, "connection closed"),
	/** A connection that served before is closed without an answer. */
	STALE_CONNECTION("a pooled connection was closed", Outcome.SUSPECT, "connection closed"),
	/** The request is read and never answered. */
	READ_TIMEOUT("no answer in time", Outcome.SOFT_FAILURE, "read timeout"),
	/** The certificate is not trusted. */
	UNTRUSTED("certificate not trusted", Outcome.TLS_FAILURE, "TLS handshake failed"),
	/** Plain HTTP where TLS is expected. */
	NO_TLS("plain HTTP where TLS is expected", Outcome.TLS_FAILURE, "TLS handshake failed"),
	/** The connection is closed in the middle of the TLS handshake. */
	TLS_CLOSED("closed in the TLS handshake", Outcome.TLS_FAILURE, "TLS handshake failed");

	private static final Duration SHORT = Duration.ofMillis(400);

	private static final Duration LONG = Duration.ofSeconds(10);

	final String words;

	final Outcome outcome;

	final String reason;

	Fault(String words, Outcome outcome, String reason) {
		this.words = words;
		this.outcome = outcome;
		this.reason = reason;
	}

	/** Return how many calls it takes to meet this fault. */
	int calls() {
		return (this == STALE_CONNECTION) ? 2 : 1;
	}

	/** Return a timeout that meets this fault, and no other. */
	Duration connectTimeout() {
		return (this == CONNECT_TIMEOUT) ? SHORT : LONG;
	}

	/** Return a timeout that meets this fault, and no other. */
	Duration readTimeout() {
		return (this == READ_TIMEOUT) ? SHORT : LONG;
	}

	boolean secure() {
		return this == UNTRUSTED || this == NO_TLS || this == TLS_CLOSED;
	}

}
