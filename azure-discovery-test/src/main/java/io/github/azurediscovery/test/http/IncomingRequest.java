package io.github.azurediscovery.test.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request as it came in.
 *
 * @param operation what it asks for
 * @param method the HTTP method
 * @param target the raw request target, path and query, still encoded
 * @param headers the headers, names in lower case, several values joined by a comma
 * @param body the body, empty if there is none
 */
public record IncomingRequest(AzureOperation operation, String method, String target, Map<String, String> headers,
		MessageBody body) {

	/**
	 * Return the path.
	 * @return still encoded
	 */
	public String path() {
		int query = this.target.indexOf('?');
		return (query < 0) ? this.target : this.target.substring(0, query);
	}

	/**
	 * Return the segments of the path, empty ones left out: clients send double slashes.
	 * @return the decoded segments
	 */
	public List<String> segments() {
		List<String> segments = new ArrayList<>();
		for (String segment : path().split("/", -1)) {
			if (!segment.isEmpty()) {
				segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
			}
		}
		return segments;
	}

	/**
	 * Return the query parameters.
	 * @return decoded, by name in lower case, in the order sent
	 */
	public Map<String, String> query() {
		return query(this.target);
	}

	static Map<String, String> query(String target) {
		int start = target.indexOf('?');
		return (start < 0) ? new LinkedHashMap<>() : pairs(target.substring(start + 1));
	}

	/**
	 * Return the fields of a form in the body.
	 * @return decoded, by name in lower case, in the order sent
	 */
	public Map<String, String> form() {
		return pairs(new String(this.body.plain(), StandardCharsets.UTF_8));
	}

	private static Map<String, String> pairs(String text) {
		Map<String, String> pairs = new LinkedHashMap<>();
		for (String pair : text.split("&", -1)) {
			int equals = pair.indexOf('=');
			String name = (equals < 0) ? pair : pair.substring(0, equals);
			String value = (equals < 0) ? "" : pair.substring(equals + 1);
			pairs.put(URLDecoder.decode(name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT),
					URLDecoder.decode(value, StandardCharsets.UTF_8));
		}
		return pairs;
	}

	/**
	 * Return a header.
	 * @param name its name, in lower case
	 * @return its value or {@code null}
	 */
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	/**
	 * Return where the client believes it is talking to.
	 * @return scheme, host and port, without a slash at the end
	 */
	public String origin() {
		return "http://" + this.headers.getOrDefault("host", "127.0.0.1");
	}

	IncomingRequest as(AzureOperation operation) {
		return new IncomingRequest(operation, this.method, this.target, this.headers, this.body);
	}

}
