package io.github.azurediscovery.azure.http;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells the JDK's client how long the body of a request is. The SDK's adapter reads it
 * from the header {@code content-length}, and also logs a warning for every request that
 * has this header. Without it the body would be sent in chunks, which Azure Storage
 * refuses. So the header answers when it is asked for, and is not in the list.
 */
final class ContentLengthPolicy implements HttpPipelinePolicy {

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		HttpRequest request = context.getHttpRequest();
		String length = request.getHeaders().getValue(HttpHeaderName.CONTENT_LENGTH);
		if (length != null) {
			request.setHeaders(new UnlistedLength(request.getHeaders(), length));
		}
		return next.process();
	}

	private static final class UnlistedLength extends HttpHeaders {

		private final String length;

		private UnlistedLength(HttpHeaders headers, String length) {
			super(headers);
			this.length = length;
			remove(HttpHeaderName.CONTENT_LENGTH);
		}

		@Override
		public @Nullable String getValue(HttpHeaderName name) {
			return name.equals(HttpHeaderName.CONTENT_LENGTH) ? this.length : super.getValue(name);
		}

	}

}
