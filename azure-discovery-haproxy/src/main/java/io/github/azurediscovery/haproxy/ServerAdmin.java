package io.github.azurediscovery.haproxy;

/** What an operator, or this library, wants of a server. */
enum ServerAdmin {

	/** It gets calls, if it is healthy. */
	READY("ready"),

	/** It gets no new calls. */
	DRAIN("drain"),

	/** It gets no calls and no health checks. */
	MAINT("maintenance");

	private static final int MAINTENANCE_BITS = 1 | 2 | 32;

	private static final int DRAIN_BITS = 8 | 16;

	private final String word;

	ServerAdmin(String word) {
		this.word = word;
	}

	/**
	 * Read the state from HAProxy's bits. Bit 4 only says that the configuration has
	 * {@code disabled}, and stays for ever.
	 * @param bits the value of {@code srv_admin_state}
	 * @return the state
	 */
	static ServerAdmin of(int bits) {
		if ((bits & MAINTENANCE_BITS) != 0) {
			return MAINT;
		}
		return ((bits & DRAIN_BITS) != 0) ? DRAIN : READY;
	}

	String word() {
		return this.word;
	}

}
