package io.github.azurediscovery.haproxy;

/**
 * Where a server is.
 *
 * @param address the IP address, IPv6 without brackets
 * @param port the port
 */
record SlotEndpoint(String address, int port) {

	/** Where a slot is that nothing occupies. */
	static final SlotEndpoint FREE = new SlotEndpoint(ServerRow.FREE_ADDRESS, ServerRow.FREE_PORT);

}
