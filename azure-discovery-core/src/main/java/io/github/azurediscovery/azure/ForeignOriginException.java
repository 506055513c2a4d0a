package io.github.azurediscovery.azure;

/** A request was about to leave for another host. */
final class ForeignOriginException extends RuntimeException {

	ForeignOriginException(String message) {
		super(message);
	}

}
