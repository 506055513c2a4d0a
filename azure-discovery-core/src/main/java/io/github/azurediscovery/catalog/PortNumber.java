package io.github.azurediscovery.catalog;

import org.jspecify.annotations.Nullable;

/** The number of a TCP port, 1 to 65535. */
public final class PortNumber {

	/** The numbers that are valid, for messages. */
	public static final String BOUNDS = "from 1 to 65535";

	private static final int LARGEST = 65535;

	private PortNumber() {
	}

	/** Return whether a number is that of a port. */
	public static boolean isValid(int port) {
		return port >= 1 && port <= LARGEST;
	}

	/**
	 * Read a port.
	 * @param text the digits, which blanks may surround
	 * @return the port, or {@code null} if the text is none
	 */
	public static @Nullable Integer parse(String text) {
		try {
			int port = Integer.parseInt(text.strip());
			return isValid(port) ? port : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
