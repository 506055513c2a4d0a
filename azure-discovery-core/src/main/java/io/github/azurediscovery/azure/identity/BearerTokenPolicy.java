package io.github.azurediscovery.azure.identity;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/** Attaches the current access token; never fetches one. */
public final class BearerTokenPolicy implements HttpPipelinePolicy {

	private final AccessTokenHolder tokens;

	public BearerTokenPolicy(AccessTokenHolder tokens) {
		this.tokens = tokens;
	}

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		String token = this.tokens.current();
		if (token != null) {
			context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token);
		}
		return next.process().doOnNext((response) -> {
			if (response.getStatusCode() == 401 && token != null) {
				this.tokens.discard(token, response.getHeaderValue(HttpHeaderName.WWW_AUTHENTICATE));
			}
		});
	}

}
