package io.github.azurediscovery.haproxy.server;

import java.net.InetAddress;

import io.github.azurediscovery.haproxy.syntax.AddressLiteral;

/**
 * A server as HAProxy shows it.
 *
 * @param backend the backend
 * @param name the name of the server
 * @param address the address, IPv6 without brackets
 * @param port the port
 * @param adminBits the value of {@code srv_admin_state}
 * @param operation the value of {@code srv_op_state}
 * @param weight the weight set by users
 * @param checkBits the value of {@code srv_check_state}
 * @param hostName the host name in the configuration, {@code -} if it has an address
 * there
 */
public record ServerRow(String backend, String name, String address, int port, int adminBits, int operation, int weight,
		int checkBits, String hostName) {

	static final String FREE_ADDRESS = "127.0.0.1";

	public static final int FREE_PORT = 80;

	/** The beginning of the names of servers that this library adds at run time. */
	public static final String DYNAMIC = "azd-";

	private static final int DISABLED_IN_CONFIGURATION = 4;

	private static final int HAS_CHECK = 2;

	private static final int CHECK_ENABLED = 4;

	/** Two spellings of one IPv6 address must compare as equal. */
	public ServerRow {
		InetAddress parsed = address.contains(":") ? AddressLiteral.parse(address) : null;
		address = (parsed != null) ? parsed.getHostAddress() : address;
	}

	public ServerAdmin admin() {
		return ServerAdmin.of(this.adminBits);
	}

	public boolean isDynamic() {
		return this.name.startsWith(DYNAMIC);
	}

	/** Whether it is ours to use: other servers of a backend are left alone. */
	public boolean isSlot() {
		return isDynamic() || (this.adminBits & DISABLED_IN_CONFIGURATION) != 0;
	}

	/** Whether nothing occupies the slot; an operator's maintenance keeps the address. */
	public boolean isFree() {
		return admin() == ServerAdmin.MAINT && this.port == FREE_PORT
				&& (this.address.equals(FREE_ADDRESS) || this.address.equals("-"));
	}

	public boolean hasCheck() {
		return (this.checkBits & HAS_CHECK) != 0;
	}

	public boolean isCheckEnabled() {
		return (this.checkBits & CHECK_ENABLED) != 0;
	}

	public boolean isAt(String otherAddress, int otherPort) {
		return this.port == otherPort && this.address.equals(otherAddress);
	}

	public String place() {
		return this.backend + "/" + this.name;
	}

}
