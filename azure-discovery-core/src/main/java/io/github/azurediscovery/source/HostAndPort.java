package io.github.azurediscovery.source;

import java.util.Locale;

import io.github.azurediscovery.catalog.HostName;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PortNumber;

import org.jspecify.annotations.Nullable;

/**
 * An address as people write it.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address in brackets
 * @param port 1 to 65535
 */
record HostAndPort(String host, int port) {

	/**
	 * Parse {@code host:port} or {@code host}; an IPv6 address may stand without brackets
	 * if no port follows.
	 * @param text the text
	 * @param defaultPort the port if the text has none, or {@code null}
	 * @return the address
	 * @throws IllegalArgumentException if that is no address; the message says why
	 */
	static HostAndPort parse(String text, @Nullable Integer defaultPort) {
		String address = text.strip();
		int colon = address.lastIndexOf(':');
		boolean bracketed = address.startsWith("[");
		if (!bracketed && colon != address.indexOf(':')) {
			return of(HostName.bracketed(address), defaultPort, text);
		}
		if (bracketed ? address.endsWith("]") : colon == -1) {
			return of(address, defaultPort, text);
		}
		return of(address.substring(0, colon), port(address.substring(colon + 1), text), text);
	}

	static HostAndPort of(String host, @Nullable Integer port, String text) {
		if (!HostName.isValid(host)) {
			throw new IllegalArgumentException(
					"'" + text + "' is not of the form host:port: '" + host + "' is not a valid host");
		}
		if (port == null) {
			throw new IllegalArgumentException("'" + text + "' has no port, and no default port is configured");
		}
		if (!PortNumber.isValid(port)) {
			throw new IllegalArgumentException("'" + text + "': port " + port + " must be " + PortNumber.BOUNDS);
		}
		return new HostAndPort(host.toLowerCase(Locale.ROOT), port);
	}

	private static int port(String digits, String text) {
		try {
			return Integer.parseInt(digits);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + text + "': '" + digits + "' is not a port number", ex);
		}
	}

	/**
	 * Start the instance at this address; its id is the address.
	 * @param service the id of the service
	 * @param source the name of the source
	 * @return a builder
	 */
	Instance.Builder instance(String service, String source) {
		return Instance.of(toString(), service, this.host, this.port).source(source);
	}

	@Override
	public String toString() {
		return this.host + ":" + this.port;
	}

}
