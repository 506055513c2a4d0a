package io.github.azurediscovery.haproxy.server;

/** What an operator, or this library, wants of a server. */
public enum ServerAdmin {

	/** It gets calls, if it is healthy. */
	READY("ready", "ready"),

	/** It gets no new calls. */
	DRAIN("drain", "drain"),

	/** It gets no calls and no health checks. */
	MAINT("maintenance", "maint");

	private static final int MAINTENANCE_BITS = 1 | 2 | 32;

	private static final int DRAIN_BITS = 8 | 16;

	private final String word;

	private final String command;

	ServerAdmin(String word, String command) {
		this.word = word;
		this.command = command;
	}

	/**
	 * Read the state from HAProxy's bits. Bit 4 only says that the configuration has
	 * {@code disabled}, and stays for ever.
	 * @param bits the value of {@code srv_admin_state}
	 * @return the state
	 */
	public static ServerAdmin of(int bits) {
		if ((bits & MAINTENANCE_BITS) != 0) {
			return MAINT;
		}
		return ((bits & DRAIN_BITS) != 0) ? DRAIN : READY;
	}

	/** What people call it. */
	public String word() {
		return this.word;
	}

	/** What HAProxy calls it. */
	public String command() {
		return this.command;
	}

}
