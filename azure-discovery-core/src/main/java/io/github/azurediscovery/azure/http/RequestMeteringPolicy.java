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
import io.github.azurediscovery.azure.ArmRequestListener.ArmRequest;
import io.github.azurediscovery.azure.ArmRequestListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Counts and times each request, bounds its time, and notes what the answer says about
 * quotas.
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
			call.tally().request();
			return next.process()
				.timeout(this.timeout)
				.doOnNext((response) -> answered(call, response, start))
				.doOnError((ex) -> tell(new ArmRequest(call.operation().id(), 0, since(start), Map.of())));
		});
	}

	private void answered(ArmCallContext call, HttpResponse response, long start) {
		Instant now = this.time.instant();
		Map<String, Long> remaining = RateLimitHeaders.remaining(response.getHeaders());
		remaining.forEach((quota, left) -> call.limits().quotas().seen(quota, left, call.operation(), now));
		call.tally().charge(RateLimitHeaders.charge(response.getHeaders()));
		tell(new ArmRequest(call.operation().id(), response.getStatusCode(), since(start), remaining));
	}

	private void tell(ArmRequest request) {
		try {
			this.listener.requested(request);
		}
		catch (Throwable ex) {
			logger.debug("A listener to requests failed", ex);
		}
	}

	private Duration since(long start) {
		return Duration.ofNanos(this.nanoTime.getAsLong() - start);
	}

}
