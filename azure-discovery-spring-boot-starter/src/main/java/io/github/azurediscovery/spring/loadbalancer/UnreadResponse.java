package io.github.azurediscovery.spring.loadbalancer;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.ClassUtils;

/**
 * Recognises a response whose status could not be read.
 * {@code SimpleClientHttpRequestFactory} returns from a request with a body as soon as
 * the body is sent, and waits for the response only when it is read: Spring Cloud then
 * takes a failed call for a success.
 */
final class UnreadResponse {

	private static final boolean WEB = ClassUtils.isPresent("org.springframework.http.client.ClientHttpResponse",
			UnreadResponse.class.getClassLoader());

	private UnreadResponse() {
	}

	/**
	 * Return why the status of a response cannot be read.
	 * @param response the response as passed to the lifecycle
	 * @return the failure, or {@code null} if this is not such a response
	 */
	static @Nullable IOException failure(@Nullable Object response) {
		return (WEB && response != null) ? Web.failure(response) : null;
	}

	/** Loaded only if Spring's HTTP clients are on the class path. */
	private static final class Web {

		/** The client keeps its failure and does not wait for the response again. */
		static @Nullable IOException failure(Object response) {
			if (response instanceof ClientHttpResponse http) {
				try {
					http.getStatusCode();
				}
				catch (IOException ex) {
					return ex;
				}
			}
			return null;
		}

	}

}
