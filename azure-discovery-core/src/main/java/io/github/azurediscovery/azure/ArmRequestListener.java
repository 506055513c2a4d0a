package io.github.azurediscovery.azure;

import java.time.Duration;
import java.util.Map;

/**
 * Is told of every request to Azure Resource Manager, for metrics. Called on the thread
 * that received the answer; must return at once. What it throws is ignored.
 */
@FunctionalInterface
public interface ArmRequestListener {

	/**
	 * A request is over.
	 * @param request what became of it
	 */
	void requested(ArmRequest request);

	/**
	 * One request, a repeated one counted again.
	 *
	 * @param operation what was asked for, such as {@code network-interfaces}
	 * @param status the HTTP status, 0 without an answer
	 * @param duration the time until the whole answer was there
	 * @param remaining what is left of each quota the answer names, by its name
	 */
	record ArmRequest(String operation, int status, Duration duration, Map<String, Long> remaining) {

		public ArmRequest {
			remaining = Map.copyOf(remaining);
		}

	}

}
