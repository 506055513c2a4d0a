package io.github.azurediscovery.azure.http;

import java.net.URL;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;

/** A response did not come from Azure Resource Manager or is incomplete. */
public final class UnreadableResponseException extends RuntimeException {

	UnreadableResponseException(HttpResponse response, int length) {
		super("%s answered %d with %s, %d bytes that cannot be read as JSON; does a proxy or a sign-in page answer in Azure's place?"
			.formatted(withoutQuery(response.getRequest().getUrl()), response.getStatusCode(), contentType(response),
					length));
	}

	UnreadableResponseException(HttpResponse response, String problem) {
		super("%s answered %d, but %s; does something else answer in Azure's place?"
			.formatted(withoutQuery(response.getRequest().getUrl()), response.getStatusCode(), problem));
	}

	private static String withoutQuery(URL url) {
		return url.getProtocol() + "://" + url.getAuthority() + url.getPath();
	}

	private static String contentType(HttpResponse response) {
		String type = response.getHeaders().getValue(HttpHeaderName.CONTENT_TYPE);
		return (type != null) ? ExceptionText.line(type) : "no content type";
	}

}
