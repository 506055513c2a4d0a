package io.github.azurediscovery.azure.http;

import java.util.function.Consumer;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Logs dropped errors at debug level: a call that timed out or was abandoned fails a
 * moment later, which Reactor would log as an error with a stack trace. The key is that
 * of Reactor's {@code Hooks} for a single sequence.
 */
public final class DroppedErrorPolicy implements HttpPipelinePolicy {

	private static final Logger logger = LoggerFactory.getLogger(DroppedErrorPolicy.class);

	private static final String KEY = "reactor.onErrorDropped.local";

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		Consumer<Throwable> quiet = (error) -> logger.debug("An abandoned call failed: {}", ExceptionText.of(error));
		return next.process().contextWrite((reactor) -> reactor.put(KEY, quiet));
	}

}
