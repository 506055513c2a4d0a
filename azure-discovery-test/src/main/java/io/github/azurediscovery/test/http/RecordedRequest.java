package io.github.azurediscovery.test.http;

import java.time.Instant;
import java.util.Map;

/**
 * One line of the request log.
 *
 * @param at when the request came in
 * @param operation what it asked for
 * @param method the HTTP method
 * @param target the raw request target, path and query, still encoded
 * @param headers the headers, names in lower case; of a credential only the scheme is
 * kept
 * @param status the status of the answer, 0 if the connection was dropped
 */
public record RecordedRequest(Instant at, AzureOperation operation, String method, String target,
		Map<String, String> headers, int status) {

	/**
	 * Return the query parameters.
	 * @return decoded, by name in lower case, in the order sent
	 */
	public Map<String, String> query() {
		return IncomingRequest.query(this.target);
	}

	static RecordedRequest of(IncomingRequest request, int status) {
		Map<String, String> headers = new java.util.TreeMap<>(request.headers());
		headers.computeIfPresent("authorization", (name, value) -> value.split(" ", 2)[0] + " ***");
		return new RecordedRequest(Instant.now(), request.operation(), request.method(), request.target(),
				Map.copyOf(headers), status);
	}

}
