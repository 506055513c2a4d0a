package io.github.azurediscovery.azure.http;

import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.FluxUtil;
import reactor.core.publisher.Mono;

/**
 * Reads responses into memory as they are, up to a limit: what a service stores may come
 * from others. Of an error the body is dropped: it may be an intermediary's, and the SDK
 * would log what it cannot read.
 */
final class BoundedBodyPolicy implements HttpPipelinePolicy {

	private final ToIntFunction<URL> mostBytes;

	/**
	 * Create a policy.
	 * @param mostBytes the number of bytes that the response to a request may have, by
	 * the URL
	 */
	BoundedBodyPolicy(ToIntFunction<URL> mostBytes) {
		this.mostBytes = mostBytes;
	}

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		int most = this.mostBytes.applyAsInt(context.getHttpRequest().getUrl());
		return next.process()
			.flatMap((response) -> response.getBody()
				.collect(ByteArrayOutputStream::new, (body, buffer) -> append(body, buffer, response, most))
				.map((body) -> buffered(response, body.toByteArray())));
	}

	private static HttpResponse buffered(HttpResponse response, byte[] body) {
		return new BufferedResponse(response, response.getHeaders(),
				(response.getStatusCode() < 300) ? body : new byte[0]);
	}

	private static void append(ByteArrayOutputStream body, ByteBuffer buffer, HttpResponse response, int most) {
		if (buffer.remaining() > most - body.size()) {
			throw UnreadableResponseException.unexpected(response, "the response is larger than " + most + " bytes");
		}
		body.writeBytes(FluxUtil.byteBufferToArray(buffer));
	}

}
