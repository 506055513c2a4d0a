package io.github.azurediscovery.spring.loadbalancer;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.ClassUtils;

/**
 * A response that Spring Cloud hands over as it is, since it could not read its status.
 * {@code SimpleClientHttpRequestFactory} returns from a request with a body when that is
 * sent, and waits for the answer only when asked for it: what Spring Cloud takes for a
 * success then, and ignores, is a failed call.
 */
final class UnreadResponse {

	private static final boolean WEB = ClassUtils.isPresent("org.springframework.http.client.ClientHttpResponse",
			UnreadResponse.class.getClassLoader());

	private UnreadResponse() {
	}

	/**
	 * Return why the status of a response cannot be read.
	 * @param response what was handed over
	 * @return the failure, or {@code null} if this is no such response
	 */
	static @Nullable IOException failure(@Nullable Object response) {
		return (WEB && response != null) ? Web.failure(response) : null;
	}

	/** Loaded only where Spring's HTTP clients are there. */
	private static final class Web {

		/** The client remembers its failure, and does not wait for the answer again. */
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
