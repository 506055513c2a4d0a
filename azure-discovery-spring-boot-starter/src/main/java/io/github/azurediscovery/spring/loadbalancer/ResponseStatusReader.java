package io.github.azurediscovery.spring.loadbalancer;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.loadbalancer.ResponseData;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Reads the HTTP status from the response that clients pass to the load balancer's
 * lifecycle: a {@link ResponseData}, or from Spring Cloud Gateway on Spring MVC the
 * {@code ServerResponse} that it is about to write.
 */
final class ResponseStatusReader {

	/** There is no status: the response is not known to be bad. */
	static final int NONE = 0;

	private static final boolean MVC = ClassUtils.isPresent("org.springframework.web.servlet.function.ServerResponse",
			ResponseStatusReader.class.getClassLoader());

	private ResponseStatusReader() {
	}

	static int read(@Nullable Object response) {
		if (response instanceof ResponseData data) {
			HttpStatusCode status = data.getHttpStatus();
			return (status != null) ? status.value() : NONE;
		}
		return (MVC && response != null) ? Mvc.read(response) : NONE;
	}

	/** Loaded only if Spring MVC is on the class path. */
	private static final class Mvc {

		/** Computed once per class, because a negative check for an interface is slow. */
		private static final ClassValue<Boolean> IS_SERVER_RESPONSE = new ClassValue<>() {

			@Override
			protected Boolean computeValue(Class<?> type) {
				return ServerResponse.class.isAssignableFrom(type);
			}

		};

		static int read(Object response) {
			return IS_SERVER_RESPONSE.get(response.getClass()) ? ((ServerResponse) response).statusCode().value()
					: NONE;
		}

	}

}
