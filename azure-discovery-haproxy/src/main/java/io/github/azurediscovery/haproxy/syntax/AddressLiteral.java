package io.github.azurediscovery.haproxy.syntax;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import io.github.azurediscovery.catalog.HostName;
import org.jspecify.annotations.Nullable;

/** An IP address in text, IPv6 with or without brackets. Never asks a name server. */
public final class AddressLiteral {

	private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

	private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

	private AddressLiteral() {
	}

	public static @Nullable InetAddress parse(String text) {
		String plain = HostName.unbracketed(text);
		if (!IPV4.matcher(plain).matches() && !IPV6.matcher(plain).matches()) {
			return null;
		}
		try {
			return InetAddress.getByName(HostName.bracketed(plain));
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
