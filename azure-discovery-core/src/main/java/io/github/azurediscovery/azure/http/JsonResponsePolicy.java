package io.github.azurediscovery.azure.http;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Hides unreadable bodies from the SDK, which would log each as an error. Azure Resource
 * Manager responds with JSON objects; anything else comes from an intermediary, so a 403
 * does not mean missing permissions and a 404 does not mean a missing resource. For 429
 * and 5xx the body is dropped and only the status is kept. A successful body is read only
 * once, by the SDK's models, so that here just its beginning is looked at.
 */
final class JsonResponsePolicy implements HttpPipelinePolicy {

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		return next.process()
			.flatMap((response) -> response.getBodyAsByteArray().flatMap((body) -> check(response, body)));
	}

	private static Mono<HttpResponse> check(HttpResponse response, byte[] body) {
		int status = response.getStatusCode();
		if ((status < 300) ? JsonObjectBody.begins(body) : body.length == 0 || JsonObjectBody.isComplete(body)) {
			return Mono.just(response);
		}
		if (status == 429 || status >= 500) {
			return Mono.just(new BufferedResponse(response, response.getHeaders(), new byte[0]));
		}
		return Mono.error(UnreadableResponseException.noJson(response, body.length));
	}

}
