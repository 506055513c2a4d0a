package io.github.azurediscovery.haproxy.dataplane;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.azurediscovery.sink.SinkException;
import org.jspecify.annotations.Nullable;

/**
 * What the Dataplane API answered to one request.
 *
 * @param request the method and path
 * @param status the status code
 * @param body the JSON, a missing node if there is none
 * @param reloadId the reload that follows a change, or {@code null}
 */
record DataplaneAnswer(String request, int status, JsonNode body, @Nullable String reloadId) {

	private static final int LONGEST = 300;

	boolean isSuccess() {
		return this.status / 100 == 2;
	}

	/** The version of the configuration has moved on, or the transaction is void. */
	boolean isOvertaken() {
		return this.status == 409 || this.status == 406;
	}

	/**
	 * Return the words of an error, as one line.
	 * @return the message, or the status if there is none
	 */
	String message() {
		String message = this.body.path("message").asText("").replaceAll("\\p{Cntrl}+", " ").strip();
		if (message.isEmpty()) {
			return "status " + this.status;
		}
		return (message.length() > LONGEST) ? message.substring(0, LONGEST) + " …" : message;
	}

	DataplaneAnswer orFail() throws SinkException {
		if (!isSuccess()) {
			throw new SinkException(
					"the Dataplane API answers " + this.status + " to " + this.request + ": " + message());
		}
		return this;
	}

}
