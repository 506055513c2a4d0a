package io.github.azurediscovery.azure.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.github.azurediscovery.azure.ArmRequestListener;
import io.github.azurediscovery.azure.ArmRequestListener.ArmRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Counts, times and limits the duration of each request, and records the quotas that the
 * response reports.
 */
final class RequestMeteringPolicy implements HttpPipelinePolicy {

	private static final Logger logger = LoggerFactory.getLogger(RequestMeteringPolicy.class);

	private final Duration timeout;

	private final InstantSource time;

	private final LongSupplier nanoTime;

	private final ArmRequestListener listener;

	RequestMeteringPolicy(Duration timeout, InstantSource time, LongSupplier nanoTime, ArmRequestListener listener) {
		this.timeout = timeout;
		this.time = time;
		this.nanoTime = nanoTime;
		this.listener = listener;
	}

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		ArmCallContext call = ArmCallContext.of(context);
		if (call == null) {
			return next.process().timeout(this.timeout);
		}
		return Mono.defer(() -> {
			long start = this.nanoTime.getAsLong();
			call.counter().countRequest();
			return next.process()
				.timeout(this.timeout)
				.doOnNext((response) -> recordResponse(call, response, start))
				.doOnError((ex) -> notifyListener(new ArmRequest(call.operation().id(), 0, since(start), Map.of())));
		});
	}

	private void recordResponse(ArmCallContext call, HttpResponse response, long start) {
		Instant now = this.time.instant();
		Map<String, Long> remaining = RateLimitHeaders.remaining(response.getHeaders());
		remaining.forEach((quota, left) -> call.rateLimits().quotas().record(quota, left, call.operation(), now));
		call.counter().addCharge(RateLimitHeaders.charge(response.getHeaders()));
		notifyListener(new ArmRequest(call.operation().id(), response.getStatusCode(), since(start), remaining));
	}

	private void notifyListener(ArmRequest request) {
		try {
			this.listener.onRequest(request);
		}
		catch (Throwable ex) {
			logger.debug("A request listener failed", ex);
		}
	}

	private Duration since(long start) {
		return Duration.ofNanos(this.nanoTime.getAsLong() - start);
	}

}
