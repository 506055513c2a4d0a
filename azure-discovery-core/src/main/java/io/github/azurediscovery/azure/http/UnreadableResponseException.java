package io.github.azurediscovery.azure.http;

import java.net.URL;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.Response;
import org.jspecify.annotations.Nullable;

/** A response did not come from Azure Resource Manager or is incomplete. */
public final class UnreadableResponseException extends RuntimeException {

	private UnreadableResponseException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * The body is no JSON object.
	 * @param response the response with its body
	 * @param cause what was thrown when it was read, or {@code null}
	 */
	public static UnreadableResponseException noJson(Response<byte[]> response, @Nullable Throwable cause) {
		return noJson(response.getRequest(), response.getStatusCode(), response.getHeaders(),
				response.getValue().length, cause);
	}

	static UnreadableResponseException noJson(HttpResponse response, int length) {
		return noJson(response.getRequest(), response.getStatusCode(), response.getHeaders(), length, null);
	}

	/**
	 * The body is not what Azure Resource Manager answers to such a request.
	 * @param response the response
	 * @param problem what is wrong with it, as the second half of a sentence
	 * @param cause what was thrown when it was read, or {@code null}
	 */
	public static UnreadableResponseException unexpected(Response<byte[]> response, String problem,
			@Nullable Throwable cause) {
		return unexpected(response.getRequest(), response.getStatusCode(), problem, cause);
	}

	static UnreadableResponseException unexpected(HttpResponse response, String problem) {
		return unexpected(response.getRequest(), response.getStatusCode(), problem, null);
	}

	private static UnreadableResponseException noJson(HttpRequest request, int status, HttpHeaders headers, int length,
			@Nullable Throwable cause) {
		return new UnreadableResponseException(
				"%s answered %d with %s, %d bytes that cannot be read as JSON; does a proxy or a sign-in page answer in Azure's place?"
					.formatted(withoutQuery(request.getUrl()), status, contentType(headers), length),
				cause);
	}

	private static UnreadableResponseException unexpected(HttpRequest request, int status, String problem,
			@Nullable Throwable cause) {
		return new UnreadableResponseException("%s answered %d, but %s; does something else answer in Azure's place?"
			.formatted(withoutQuery(request.getUrl()), status, problem), cause);
	}

	private static String withoutQuery(URL url) {
		return url.getProtocol() + "://" + url.getAuthority() + url.getPath();
	}

	private static String contentType(HttpHeaders headers) {
		String type = headers.getValue(HttpHeaderName.CONTENT_TYPE);
		return (type != null) ? ExceptionText.line(type) : "no content type";
	}

}
