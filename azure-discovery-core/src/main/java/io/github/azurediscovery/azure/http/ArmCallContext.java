package io.github.azurediscovery.azure.http;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * The call that a request belongs to, passed along the pipeline.
 *
 * @param operation the kind of request
 * @param rateLimits the rate limits of the subscription
 * @param counter counts the requests
 */
public record ArmCallContext(ArmOperation operation, SubscriptionRateLimits rateLimits, ArmRequestCounter counter) {

	private static final String KEY = "io.github.azurediscovery.call";

	public Context context() {
		return new Context(KEY, this);
	}

	static @Nullable ArmCallContext of(HttpPipelineCallContext context) {
		return (ArmCallContext) context.getData(KEY).orElse(null);
	}

}
