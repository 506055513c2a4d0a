package io.github.azurediscovery.azure.http;

/** A request was about to be sent to another host. */
public final class ForeignOriginException extends RuntimeException {

	ForeignOriginException(String message) {
		super(message);
	}

}
