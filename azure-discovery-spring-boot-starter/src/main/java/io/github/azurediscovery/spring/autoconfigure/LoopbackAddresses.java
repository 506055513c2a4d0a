package io.github.azurediscovery.spring.autoconfigure;

import java.net.URI;
import java.util.Locale;

/**
 * Recognises addresses of this machine without resolving a name. Tokens are sent over
 * plain HTTP to these addresses only.
 */
final class LoopbackAddresses {

	private LoopbackAddresses() {
	}

	static boolean contain(URI address) {
		String host = address.getHost();
		return host != null && switch (host.toLowerCase(Locale.ROOT)) {
			case "localhost", "[::1]", "[0:0:0:0:0:0:0:1]" -> true;
			default -> host.matches("127(\\.\\d{1,3}){3}");
		};
	}

}
