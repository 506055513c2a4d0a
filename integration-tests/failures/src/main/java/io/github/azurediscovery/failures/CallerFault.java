package io.github.azurediscovery.failures;

/** A way in which a call fails although the instance is healthy. */
public enum CallerFault {

	/** An interceptor asks a token server that is down, by the same client. */
	TOKEN_SERVER_REFUSES("an interceptor's token server refuses"),
	/** An interceptor asks a token server that is down, by a socket of its own. */
	TOKEN_SOCKET_REFUSES("a bare socket in an interceptor is refused"),
	/** An interceptor asks a token server that does not answer. */
	TOKEN_SERVER_HANGS("an interceptor's token server does not answer"),
	/** An interceptor reads a file that is not there. */
	TOKEN_FILE_MISSING("an interceptor's file is missing"),
	/** The instance redirects to a host that is down. */
	REDIRECT_REFUSED("the target of a redirect refuses"),
	/** The instance redirects to itself for ever. */
	REDIRECT_LOOP("redirects without end"),
	/** The client has a proxy that is down. */
	PROXY_REFUSES("your proxy refuses the connection"),
	/** The client has a proxy that wants a password for the tunnel. */
	PROXY_WANTS_PASSWORD("your proxy wants a password (407)"),
	/** The instance is known by a name that the caller cannot resolve. */
	UNRESOLVED_NAME("a name that does not resolve"),
	/** Others hold all connections of the client's pool for too long. */
	POOL_EXHAUSTED("no connection of your pool is free in time"),
	/** Too many others wait for a connection of the client's pool. */
	POOL_OVERRUN("too many wait for your pool"),
	/** The sender of a body that the caller passes on disconnects. */
	UPLOAD_ABORTED("the sender of an upload that is passed on disconnects"),
	/** The calling thread is interrupted while it waits for the answer. */
	INTERRUPTED("the calling thread is interrupted"),
	/** The same on a virtual thread, whose sockets an interrupt closes. */
	VIRTUAL_INTERRUPTED("a calling virtual thread is interrupted");

	private final String row;

	CallerFault(String row) {
		this.row = row;
	}

	/**
	 * Return the row of the documentation for this fault.
	 * @return the first cell of the row
	 */
	public String row() {
		return this.row;
	}

	/**
	 * Return the host by which the caller calls the instance.
	 * @return an address, or a name
	 */
	public String host() {
		return (this == UNRESOLVED_NAME) ? "no-such-host.invalid" : "127.0.0.1";
	}

	/**
	 * Return the path to request from the instance.
	 * @return the path without its slash
	 */
	public String page() {
		return switch (this) {
			case REDIRECT_REFUSED -> HealthyInstance.MOVED;
			case REDIRECT_LOOP -> HealthyInstance.LOOP;
			case INTERRUPTED, VIRTUAL_INTERRUPTED, POOL_EXHAUSTED, POOL_OVERRUN, UPLOAD_ABORTED -> HealthyInstance.SLOW;
			default -> "";
		};
	}

	/**
	 * Return whether the caller must be a virtual thread.
	 * @return whether it must, for which Java 21 is needed
	 */
	public boolean needsVirtualThread() {
		return this == VIRTUAL_INTERRUPTED;
	}

	/**
	 * Return whether this fault needs a body.
	 * @return whether the caller must pass on a body, the sender of which disconnects
	 */
	public boolean needsSender() {
		return this == UPLOAD_ABORTED;
	}

	/**
	 * Return whether this fault needs several callers.
	 * @return whether they compete for the connections of a pool, which some of them get
	 */
	public boolean needsCrowd() {
		return this == POOL_EXHAUSTED || this == POOL_OVERRUN;
	}

	/**
	 * Return whether this fault requires TLS.
	 * @return whether callers must use TLS, because a proxy opens a tunnel only for TLS
	 */
	public boolean secure() {
		return this == PROXY_WANTS_PASSWORD;
	}

}
