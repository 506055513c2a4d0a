package io.github.azurediscovery.spring.loadbalancer;

import java.util.function.ToIntFunction;

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
final class ResponseStatus {

	/** No status was found: nothing bad is known about the answer. */
	static final int NONE = 0;

	private static final boolean MVC = ClassUtils.isPresent("org.springframework.web.servlet.function.ServerResponse",
			ResponseStatus.class.getClassLoader());

	/** Found once for each class, as asking for an interface in vain is slow. */
	private static final ClassValue<ToIntFunction<Object>> READERS = new ClassValue<>() {

		@Override
		protected ToIntFunction<Object> computeValue(Class<?> type) {
			if (ResponseData.class.isAssignableFrom(type)) {
				return ResponseStatus::ofData;
			}
			return (MVC && Mvc.answersWith(type)) ? Mvc::of : (unknown) -> NONE;
		}

	};

	private ResponseStatus() {
	}

	static int of(@Nullable Object response) {
		return (response != null) ? READERS.get(response.getClass()).applyAsInt(response) : NONE;
	}

	private static int ofData(Object response) {
		HttpStatusCode status = ((ResponseData) response).getHttpStatus();
		return (status != null) ? status.value() : NONE;
	}

	/** Loaded only where Spring MVC is there. */
	private static final class Mvc {

		static boolean answersWith(Class<?> type) {
			return ServerResponse.class.isAssignableFrom(type);
		}

		static int of(Object response) {
			return ((ServerResponse) response).statusCode().value();
		}

	}

}
