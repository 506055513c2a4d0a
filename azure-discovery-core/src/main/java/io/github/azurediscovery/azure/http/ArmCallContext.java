package io.github.azurediscovery.azure.http;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline knows of the call a request belongs to.
 *
 * @param operation the kind of request
 * @param limits what the subscription's limits look like
 * @param tally counts the requests
 */
public record ArmCallContext(ArmOperation operation, SubscriptionRateLimits limits, RequestCounter tally) {

	private static final String KEY = "io.github.azurediscovery.call";

	public Context context() {
		return new Context(KEY, this);
	}

	static @Nullable ArmCallContext of(HttpPipelineCallContext context) {
		return (ArmCallContext) context.getData(KEY).orElse(null);
	}

}
