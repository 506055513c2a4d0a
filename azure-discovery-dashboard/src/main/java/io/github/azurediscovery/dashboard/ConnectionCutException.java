package io.github.azurediscovery.dashboard;

/**
 * Makes the server close the connection of a viewer at once, instead of waiting for it to
 * read the rest.
 */
final class ConnectionCutException extends RuntimeException {

	ConnectionCutException() {
		super("A viewer of the dashboard does not read, its connection is closed", null, false, false);
	}

}
