package io.github.azurediscovery.azure;

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
record Call(Operation operation, Limits limits, Tally tally) {

	private static final String KEY = "io.github.azurediscovery.call";

	Context context() {
		return new Context(KEY, this);
	}

	static @Nullable Call of(HttpPipelineCallContext context) {
		return (Call) context.getData(KEY).orElse(null);
	}

}
