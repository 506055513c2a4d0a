package io.github.azurediscovery.azure;

import java.time.Duration;
import java.util.Map;

/**
 * Receives every request to Azure Resource Manager, for metrics. Called on the thread
 * that received the response; must return at once. Exceptions it throws are ignored.
 */
@FunctionalInterface
public interface ArmRequestListener {

	/**
	 * A request has ended.
	 * @param request the request and its outcome
	 */
	void onRequest(ArmRequest request);

	/**
	 * One request. A retry is a request of its own.
	 *
	 * @param operation the kind of request, such as {@code network-interfaces}
	 * @param status the HTTP status, 0 without a response
	 * @param duration the time until the response was complete
	 * @param remaining what remains of each quota that the response names, by its name
	 */
	record ArmRequest(String operation, int status, Duration duration, Map<String, Long> remaining) {

		public ArmRequest {
			remaining = Map.copyOf(remaining);
		}

	}

}
