package io.github.azurediscovery.spring.loadbalancer;

import org.jspecify.annotations.Nullable;

import org.springframework.cloud.client.loadbalancer.ResponseData;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.ClassUtils;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The HTTP status in what callers hand to the load balancer's lifecycle: a
 * {@link ResponseData} from all but Spring Cloud Gateway on Spring MVC, which hands over
 * the {@code ServerResponse} it is about to write.
 */
final class ResponseStatusReader {

	/** No status was found: nothing bad is known about the answer. */
	static final int NONE = 0;

	private static final boolean MVC = ClassUtils.isPresent("org.springframework.web.servlet.function.ServerResponse",
			ResponseStatusReader.class.getClassLoader());

	private ResponseStatusReader() {
	}

	static int of(@Nullable Object response) {
		if (response instanceof ResponseData data) {
			HttpStatusCode status = data.getHttpStatus();
			return (status != null) ? status.value() : NONE;
		}
		return (MVC && response != null) ? Mvc.of(response) : NONE;
	}

	/** Loaded only where Spring MVC is there. */
	private static final class Mvc {

		/** Asked once for each class, as asking for an interface in vain is slow. */
		private static final ClassValue<Boolean> ANSWERS = new ClassValue<>() {

			@Override
			protected Boolean computeValue(Class<?> type) {
				return ServerResponse.class.isAssignableFrom(type);
			}

		};

		static int of(Object response) {
			return ANSWERS.get(response.getClass()) ? ((ServerResponse) response).statusCode().value() : NONE;
		}

	}

}
