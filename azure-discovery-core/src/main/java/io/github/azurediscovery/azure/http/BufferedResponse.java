package io.github.azurediscovery.azure.http;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A response with its body in memory. Its request has no access token, because exceptions
 * of the SDK keep a reference to both.
 */
public final class BufferedResponse extends HttpResponse {

	private final int status;

	private final HttpHeaders headers;

	private final byte[] body;

	BufferedResponse(HttpResponse from, HttpHeaders headers, byte[] body) {
		this(from.getRequest(), from.getStatusCode(), headers, body);
	}

	private BufferedResponse(HttpRequest request, int status, HttpHeaders headers, byte[] body) {
		super(withoutSecrets(request));
		this.status = status;
		this.headers = headers;
		this.body = body;
	}

	/** Answer a request with JSON and status 200, without sending it. */
	public static HttpResponse json(HttpRequest request, String body) {
		HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");
		return new BufferedResponse(request, 200, headers, body.getBytes(StandardCharsets.UTF_8));
	}

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
