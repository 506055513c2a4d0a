package io.github.azurediscovery.spring.autoconfigure;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Tells addresses of this very machine from all others, without resolving a name: tokens
 * travel over plain HTTP to the former only.
 */
final class LoopbackAddresses {

	private LoopbackAddresses() {
	}

	static boolean is(URI address) {
		String host = address.getHost();
		return host != null && switch (host.toLowerCase(Locale.ROOT)) {
			case "localhost", "[::1]", "[0:0:0:0:0:0:0:1]" -> true;
			default -> host.matches("127(\\.\\d{1,3}){3}");
		};
	}

	static void requireHttpsElsewhere(String property, @Nullable URI address) {
		InvalidDiscoveryPropertyException.unless(
				address == null || "https".equalsIgnoreCase(address.getScheme())
						|| ("http".equalsIgnoreCase(address.getScheme()) && is(address)),
				property, address, "would carry tokens in clear text",
				"Use https. Plain http is accepted for loopback addresses only.");
	}

}
