package io.github.azurediscovery.haproxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.azurediscovery.catalog.PortNumber;
import io.github.azurediscovery.haproxy.syntax.AddressLiteral;
import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;
import org.jspecify.annotations.Nullable;

/**
 * Where HAProxy answers commands: {@code unix:/run/haproxy/admin.sock}, or
 * {@code tcp:127.0.0.1:9999}. A TCP address must be one of this machine, since commands
 * are neither encrypted nor authenticated.
 *
 * @param text the path, or the host and port
 * @param socket the same, to connect to
 */
public record HaproxyAddress(String text, SocketAddress socket) {

	private static final Pattern TCP = Pattern.compile("tcp:(?<host>[^:\\[\\]]+|\\[[^\\]]+]):(?<port>[0-9]{1,5})");

	private static final Set<String> LOOPBACK_NAMES = Set.of("localhost");

	/** The kernel's limit, its final zero byte left out. */
	private static final int LONGEST_PATH = 107;

	/**
	 * Parse an address.
	 * @param text the address with its scheme, {@code unix:} or {@code tcp:}
	 * @return the address
	 * @throws IllegalArgumentException if it is none, or is not on this machine
	 */
	public static HaproxyAddress parse(String text) {
		return parse("haproxy.sockets", text);
	}

	static HaproxyAddress parse(String setting, String text) {
		if (text.startsWith("unix:")) {
			return unix(setting, text.substring("unix:".length()));
		}
		Matcher tcp = TCP.matcher(text);
		HaproxyBounds.that(tcp.matches(), setting, text,
				"an address such as unix:/run/haproxy/admin.sock or tcp:127.0.0.1:9999");
		String host = tcp.group("host");
		int port = Integer.parseInt(tcp.group("port"));
		HaproxyBounds.that(PortNumber.isValid(port), setting, text, "an address with a port " + PortNumber.BOUNDS);
		InetAddress address = loopback(host);
		HaproxyBounds.that(address != null, setting, text,
				"on this machine, such as tcp:127.0.0.1:9999: commands are neither encrypted nor authenticated");
		return new HaproxyAddress(host + ":" + port, new InetSocketAddress(address, port));
	}

	private static HaproxyAddress unix(String setting, String path) {
		HaproxyBounds.that(path.startsWith("/"), setting, "unix:" + path, "an absolute path after unix:");
		HaproxyBounds.that(path.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH, setting, "unix:" + path,
				"a path of at most " + LONGEST_PATH + " bytes");
		return new HaproxyAddress(path, UnixDomainSocketAddress.of(path));
	}

	static @Nullable InetAddress loopback(String host) {
		if (LOOPBACK_NAMES.contains(host)) {
			return InetAddress.getLoopbackAddress();
		}
		InetAddress address = AddressLiteral.parse(host);
		return (address != null && address.isLoopbackAddress()) ? address : null;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
