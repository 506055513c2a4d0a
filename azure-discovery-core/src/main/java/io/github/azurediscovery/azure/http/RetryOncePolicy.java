package io.github.azurediscovery.azure.http;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Retries once after a broken connection or a 5xx, after a short fixed pause and
 * regardless of {@code Retry-After}. Does not retry after a timeout, which took long
 * enough, nor after a 429, which callers respect by waiting.
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
			.map(Attempt::answered)
			.onErrorResume(RetryOncePolicy::brokenConnection, (ex) -> Mono.just(Attempt.BROKEN))
			.flatMap((first) -> first.failed() ? Mono.delay(this.pause).then(Mono.defer(again::process))
					: Mono.just(Objects.requireNonNull(first.response())));
	}

	private static boolean brokenConnection(Throwable ex) {
		return ex instanceof IOException && !(ex instanceof HttpTimeoutException);
	}

	/** The first attempt; without a response if the connection broke. */
	private record Attempt(@Nullable HttpResponse response) {

		static final Attempt BROKEN = new Attempt(null);

		static Attempt answered(HttpResponse response) {
			return new Attempt(response);
		}

		boolean failed() {
			return this.response == null || this.response.getStatusCode() >= 500;
		}

	}

}
