package io.github.azurediscovery.azure.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Reads the whole body within the call, so that a truncated body counts as a broken
 * connection, not as an invalid document. Decompresses gzip, which the JDK's client does
 * not do.
 */
final class BufferedBodyPolicy implements HttpPipelinePolicy {

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

}
