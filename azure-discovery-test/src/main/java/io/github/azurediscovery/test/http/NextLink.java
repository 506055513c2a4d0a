package io.github.azurediscovery.test.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Links from one page of a list to the next, as Azure writes them: absolute, and not
 * percent-encoded, so that they hold blanks and quotes
 * (<a href="https://github.com/Azure/azure-rest-api-specs/issues/25640">issue 25640</a>
 * of azure-rest-api-specs).
 */
public final class NextLink {

	private NextLink() {
	}

	/**
	 * Return the link to a further page of the list a request asks for.
	 * @param request the request
	 * @param skipToken where the further page begins
	 * @return an absolute link
	 */
	public static String after(IncomingRequest request, String skipToken) {
		return withSkipToken(request, request.origin(), skipToken);
	}

	static String same(IncomingRequest request) {
		return withSkipToken(request, request.origin(), request.query().getOrDefault("$skiptoken", ""));
	}

	static String sameAgain(IncomingRequest request) {
		return withSkipToken(request, request.origin(), request.query().getOrDefault("$skiptoken", "") + "~");
	}

	static String elsewhere(IncomingRequest request, String origin) {
		return withSkipToken(request, origin, request.query().getOrDefault("$skiptoken", ""));
	}

	static HttpAnswer replace(HttpAnswer answer, String link) {
		if (answer.status() != 200) {
			return answer;
		}
		try {
			Map<String, Object> page = JsonText.read(answer.body().plain());
			page.put("nextLink", link);
			return answer.withBody(JsonText.write(page));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String withSkipToken(IncomingRequest request, String origin, String skipToken) {
		StringBuilder link = new StringBuilder(origin)
			.append(URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8));
		int query = request.target().indexOf('?');
		if (query >= 0) {
			char separator = '?';
			for (String pair : request.target().substring(query + 1).split("&", -1)) {
				String plain = URLDecoder.decode(pair, StandardCharsets.UTF_8);
				if (!plain.toLowerCase(java.util.Locale.ROOT).startsWith("$skiptoken=")) {
					link.append(separator).append(plain);
					separator = '&';
				}
			}
		}
		return skipToken.isEmpty() ? link.toString() : link.append("&$skiptoken=").append(skipToken).toString();
	}

}
