package io.github.azurediscovery.haproxy.runtime;

import java.io.IOException;
import java.util.Locale;

import io.github.azurediscovery.haproxy.HaproxyAddress;

/** Says why a socket cannot be used, and what to do. */
final class SocketFailure {

	private SocketFailure() {
	}

	static String explain(HaproxyAddress address, IOException cause) {
		String message = (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
		return "HAProxy cannot be reached at " + address + ": " + message + advice(message.toLowerCase(Locale.ROOT));
	}

	private static String advice(String message) {
		if (message.contains("permission denied")) {
			return ". This process needs the right to write the socket: add its user to the group of the socket,"
					+ " such as haproxy";
		}
		if (message.contains("no such file")) {
			return ". Does HAProxy run, and does its section 'global' have 'stats socket ... level admin'"
					+ " with this path?";
		}
		return "";
	}

}
