package io.github.azurediscovery.azure.http;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sets the user agent and removes {@code content-length}, about which the JDK's client
 * would log a warning for every request.
 */
public final class RequestHeaderPolicy implements HttpPipelinePolicy {

	private static final String USER_AGENT = "azure-discovery/" + version() + " (Java " + Runtime.version().feature()
			+ ")";

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		HttpHeaders headers = context.getHttpRequest().getHeaders();
		headers.set(HttpHeaderName.USER_AGENT, USER_AGENT);
		headers.remove(HttpHeaderName.CONTENT_LENGTH);
		return next.process();
	}

	private static String version() {
		@Nullable String version = RequestHeaderPolicy.class.getPackage().getImplementationVersion();
		return (version != null) ? version : "dev";
	}

}
