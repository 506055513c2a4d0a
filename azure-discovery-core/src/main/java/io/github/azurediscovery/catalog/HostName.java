package io.github.azurediscovery.catalog;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * What {@link URI} accepts as a host, since callers put service ids and hosts into one:
 * no underscore, IPv6 in brackets.
 */
public final class HostName {

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

}
