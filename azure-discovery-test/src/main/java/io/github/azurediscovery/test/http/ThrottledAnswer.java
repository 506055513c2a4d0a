package io.github.azurediscovery.test.http;

import java.util.List;

/**
 * How Azure words 429.
 */
public final class ThrottledAnswer {

	private ThrottledAnswer() {
	}

	/**
	 * Too many reads of a subscription, in the words of Azure Resource Manager.
	 * @return the answer
	 */
	public static HttpAnswer ofResourceManager() {
		return HttpAnswer.json(429, JsonText.object("error", JsonText.object("code", "SubscriptionRequestsThrottled",
				"message", "Number of requests for subscription exceeded the limit. Please try again later.")));
	}

	/**
	 * A policy of the Compute provider is violated, as Microsoft's page "Troubleshooting
	 * API throttling errors" shows it: the error stands at the top of the body, not under
	 * {@code error}.
	 * @param policy the policy
	 * @return the answer
	 */
	public static HttpAnswer ofCompute(String policy) {
		return HttpAnswer.json(429, JsonText.object("code", "OperationNotAllowed", "message",
				"The server rejected the request because too many requests have been received for this subscription.",
				"details",
				List.of(JsonText.object("code", "TooManyRequests", "target", policy, "message",
						"{\"operationGroup\":\"" + policy + "\",\"startTime\":\"2018-06-29T19:54:21.0914017+00:00\","
								+ "\"endTime\":\"2018-06-29T20:14:21.0914017+00:00\",\"allowedRequestCount\":300,"
								+ "\"measuredRequestCount\":1238}"))))
			.header("x-ms-ratelimit-remaining-resource", "Microsoft.Compute/" + policy + ";0");
	}

}
