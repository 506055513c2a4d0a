package io.github.azurediscovery.dashboard;

/**
 * Thrown to make the server close the connection of a viewer immediately, without waiting
 * until the viewer has read the rest.
 */
final class ConnectionCutException extends RuntimeException {

	ConnectionCutException() {
		super("Closing the connection of a dashboard viewer that does not read", null, false, false);
	}

}
