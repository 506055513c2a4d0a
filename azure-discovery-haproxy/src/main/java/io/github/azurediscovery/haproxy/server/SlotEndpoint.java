package io.github.azurediscovery.haproxy.server;

/**
 * Where a server is.
 *
 * @param address the IP address, IPv6 without brackets
 * @param port the port
 */
public record SlotEndpoint(String address, int port) {

	/** Where a slot is that nothing occupies. */
	public static final SlotEndpoint FREE = new SlotEndpoint(ServerRow.FREE_ADDRESS, ServerRow.FREE_PORT);

}
