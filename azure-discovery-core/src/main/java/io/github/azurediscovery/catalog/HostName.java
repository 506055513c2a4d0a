package io.github.azurediscovery.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * The host of an address: what {@link URI} accepts, since callers put service ids and
 * hosts into one. No underscore, IPv6 in brackets.
 */
public final class HostName {

	private static final int LONGEST = 253;

	private static final Pattern LABELS = Pattern
		.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

	private HostName() {
	}

	/**
	 * Return whether a text is a host.
	 * @param text the text
	 * @return whether it may stand in a URI
	 */
	public static boolean isValid(String text) {
		try {
			URI uri = new URI("http://" + text);
			return text.equals(uri.getHost()) && uri.getPort() == -1;
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	/**
	 * Return whether a text may be a name in DNS: labels of letters, digits and inner
	 * hyphens, in lower case.
	 * @param text the text
	 * @return whether it may be looked up
	 */
	public static boolean isDnsName(String text) {
		return text.length() <= LONGEST && LABELS.matcher(text).matches();
	}

	/**
	 * Put an IPv6 address into brackets.
	 * @param address an address or a name
	 * @return the host, unchanged if it is no IPv6 address or has brackets already
	 */
	public static String bracketed(String address) {
		return (address.indexOf(':') >= 0 && !address.startsWith("[")) ? "[" + address + "]" : address;
	}

	/**
	 * Take an IPv6 address out of its brackets.
	 * @param host the host
	 * @return the address, or the host if it has no brackets
	 */
	public static String unbracketed(String host) {
		return (host.startsWith("[") && host.endsWith("]")) ? host.substring(1, host.length() - 1) : host;
	}

}
