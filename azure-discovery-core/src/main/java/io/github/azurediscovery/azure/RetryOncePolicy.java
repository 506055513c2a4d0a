package io.github.azurediscovery.azure;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Tries a second time after a broken connection or a 5xx, after a short fixed pause and
 * whatever {@code Retry-After} says. Never after a timeout, which was long enough, nor
 * after a 429, which is obeyed outside the call.
 */
final class RetryOncePolicy implements HttpPipelinePolicy {

	private final Duration pause;

	RetryOncePolicy(Duration pause) {
		this.pause = pause;
	}

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		HttpPipelineNextPolicy again = next.clone();
		return next.process()
			.flatMap((response) -> (response.getStatusCode() >= 500) ? Mono.delay(this.pause).then(again.process())
					: Mono.just(response))
			.onErrorResume(RetryOncePolicy::brokenConnection,
					(ex) -> Mono.delay(this.pause).then(again.clone().process()));
	}

	private static boolean brokenConnection(Throwable ex) {
		return ex instanceof IOException && !(ex instanceof HttpTimeoutException);
	}

}
