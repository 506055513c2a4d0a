package io.github.azurediscovery.azure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the whole body inside the call, so that a body that breaks off is a broken
 * connection and not a broken document, and unpacks gzip, which the JDK's client does
 * not.
 */
final class BodyPolicy implements HttpPipelinePolicy {

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		context.getHttpRequest().setHeader(HttpHeaderName.ACCEPT_ENCODING, "gzip");
		return next.process()
			.flatMap((response) -> response.getBodyAsByteArray()
				.defaultIfEmpty(new byte[0])
				.flatMap((body) -> read(response, body)));
	}

	private static Mono<HttpResponse> read(HttpResponse response, byte[] body) {
		HttpHeaders headers = new HttpHeaders(response.getHeaders());
		if (!"gzip".equalsIgnoreCase(headers.getValue(HttpHeaderName.CONTENT_ENCODING))) {
			return Mono.just(new BufferedResponse(response, headers, body));
		}
		headers.remove(HttpHeaderName.CONTENT_ENCODING);
		headers.remove(HttpHeaderName.CONTENT_LENGTH);
		try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
			return Mono.just(new BufferedResponse(response, headers, unpacked.readAllBytes()));
		}
		catch (IOException ex) {
			return Mono.error(ex);
		}
	}

	private static final class BufferedResponse extends HttpResponse {

		private final int status;

		private final HttpHeaders headers;

		private final byte[] body;

		BufferedResponse(HttpResponse from, HttpHeaders headers, byte[] body) {
			super(withoutSecrets(from.getRequest()));
			this.status = from.getStatusCode();
			this.headers = headers;
			this.body = body;
		}

		/** Exceptions of the SDK hold the response, and that holds the request. */
		private static HttpRequest withoutSecrets(HttpRequest request) {
			HttpRequest copy = request.copy();
			copy.getHeaders().remove(HttpHeaderName.AUTHORIZATION);
			return copy;
		}

		@Override
		public int getStatusCode() {
			return this.status;
		}

		@Override
		@Deprecated
		public String getHeaderValue(String name) {
			return this.headers.getValue(HttpHeaderName.fromString(name));
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public Flux<ByteBuffer> getBody() {
			return Flux.just(ByteBuffer.wrap(this.body));
		}

		@Override
		public Mono<byte[]> getBodyAsByteArray() {
			return Mono.just(this.body);
		}

		@Override
		public Mono<String> getBodyAsString() {
			return getBodyAsString(StandardCharsets.UTF_8);
		}

		@Override
		public Mono<String> getBodyAsString(Charset charset) {
			return Mono.just(new String(this.body, charset));
		}

	}

}
