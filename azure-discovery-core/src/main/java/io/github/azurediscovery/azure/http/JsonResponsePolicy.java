package io.github.azurediscovery.azure.http;

import java.io.IOException;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Hides unreadable bodies from the SDK, which would log each as an error. Azure Resource
 * Manager responds with JSON objects; anything else comes from an intermediary, so a 403
 * does not mean missing permissions and a 404 does not mean a missing resource. For 429
 * and 5xx the body is dropped and only the status is kept.
 */
final class JsonResponsePolicy implements HttpPipelinePolicy {

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		return next.process()
			.flatMap((response) -> response.getBodyAsByteArray().flatMap((body) -> check(context, response, body)));
	}

	private static Mono<HttpResponse> check(HttpPipelineCallContext context, HttpResponse response, byte[] body) {
		int status = response.getStatusCode();
		if (readable(body) || (body.length == 0 && status >= 300)) {
			String problem = problem(ArmCallContext.of(context), status, body);
			return (problem == null) ? Mono.just(response)
					: Mono.error(new UnreadableResponseException(response, problem));
		}
		if (status == 429 || status >= 500) {
			return Mono.just(new BufferedResponse(response, response.getHeaders(), new byte[0]));
		}
		return Mono.error(new UnreadableResponseException(response, body.length));
	}

	private static @Nullable String problem(@Nullable ArmCallContext call, int status, byte[] body) {
		return (call != null && status < 300) ? ResponseShapeCheck.problem(call.operation(), body) : null;
	}

	private static boolean readable(byte[] body) {
		try (JsonReader json = JsonProviders.createReader(body)) {
			if (json.nextToken() != JsonToken.START_OBJECT) {
				return false;
			}
			json.skipChildren();
			return json.nextToken() == JsonToken.END_DOCUMENT;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
