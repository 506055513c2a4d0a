package io.github.azurediscovery.azure.http;

import java.net.URI;
import java.net.URL;
import java.util.Locale;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Allows requests to the configured Azure Resource Manager only. Links to next pages come
 * from responses, and the token would be sent wherever they lead.
 */
final class SameOriginPolicy implements HttpPipelinePolicy {

	private final String origin;

	SameOriginPolicy(URI endpoint) {
		this.origin = origin(endpoint.getScheme(), endpoint.getHost(), endpoint.getPort());
	}

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		URL url = context.getHttpRequest().getUrl();
		String target = origin(url.getProtocol(), url.getHost(), url.getPort());
		if (!target.equals(this.origin)) {
			return Mono.error(new ForeignOriginException("A link to the next page leads to " + target + " instead of "
					+ this.origin + "; it was not followed"));
		}
		return next.process();
	}

	private static String origin(String scheme, String host, int port) {
		int effective = (port >= 0) ? port : (scheme.equalsIgnoreCase("https") ? 443 : 80);
		return (scheme + "://" + host + ":" + effective).toLowerCase(Locale.ROOT);
	}

}
