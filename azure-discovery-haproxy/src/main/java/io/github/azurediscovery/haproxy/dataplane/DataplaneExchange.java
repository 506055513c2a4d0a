package io.github.azurediscovery.haproxy.dataplane;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.azurediscovery.haproxy.DataplaneSettings;
import io.github.azurediscovery.http.BoundedBodyHandler;
import io.github.azurediscovery.sink.SinkException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one Dataplane API. Each has a time and a size, and no redirect is followed:
 * the password goes nowhere else.
 */
public final class DataplaneExchange {

	static final String ROOT = "/v3/services/haproxy/";

	/** 10,000 servers with their statistics are some 30 MB. */
	static final int LARGEST_ANSWER = 64 * 1024 * 1024;

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final DataplaneSettings settings;

	private final int largestAnswer;

	private final HttpClient client;

	public DataplaneExchange(DataplaneSettings settings) {
		this(settings, LARGEST_ANSWER);
	}

	DataplaneExchange(DataplaneSettings settings, int largestAnswer) {
		this.settings = settings;
		this.largestAnswer = largestAnswer;
		HttpClient.Builder builder = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(settings.timeout());
		if (settings.sslContext() != null) {
			builder.sslContext(settings.sslContext());
		}
		this.client = builder.build();
	}

	/** Encode a name as a part of a path, or of a query. */
	static String part(String name) {
		return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
	}

	DataplaneAnswer get(String path) throws SinkException, InterruptedException {
		return exchange("GET", path, null);
	}

	/**
	 * Send a request.
	 * @param method the method
	 * @param path the path below {@value #ROOT}, with its query
	 * @param body what to send, or {@code null}
	 * @return the answer, whatever its status but those that concern the login or the
	 * address
	 * @throws SinkException if there is no answer, none that is JSON, or one that says
	 * that this is the wrong user or place
	 */
	DataplaneAnswer exchange(String method, String path, @Nullable JsonNode body)
			throws SinkException, InterruptedException {
		BodyPublisher content = (body != null) ? BodyPublishers.ofString(body.toString()) : BodyPublishers.noBody();
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.settings.baseUrl() + ROOT + path))
			.timeout(this.settings.timeout())
			.header("Authorization", this.settings.login().authorization())
			.header("Accept", "application/json")
			.header("Content-Type", "application/json")
			.method(method, content)
			.build();
		HttpResponse<byte[]> response = send(request);
		String asked = method + " " + path.replaceFirst("\\?.*", "");
		int status = response.statusCode();
		if (status == 401 || status == 403) {
			throw new SinkException("the Dataplane API at " + this.settings.baseUrl() + " answers " + status
					+ ": it does not accept azure.discovery.haproxy.dataplane.username and .password");
		}
		if (status / 100 == 3) {
			throw new SinkException("the Dataplane API at " + this.settings.baseUrl() + " answers " + status
					+ ", a redirect, which is not followed: set azure.discovery.haproxy.dataplane.base-url to the address"
					+ " that answers");
		}
		return new DataplaneAnswer(asked, status, json(asked, status, response.body()),
				response.headers().firstValue("Reload-ID").orElse(null));
	}

	private HttpResponse<byte[]> send(HttpRequest request) throws SinkException, InterruptedException {
		CompletableFuture<HttpResponse<byte[]>> response = this.client.sendAsync(request,
				BoundedBodyHandler.ofBytes(this.largestAnswer));
		try {
			return response.get(this.settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw unreachable("no answer within " + this.settings.timeout().toMillis() + " ms", ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw unreachable(explain(cause), cause);
		}
		finally {
			response.cancel(true);
		}
	}

	private String explain(Throwable failure) {
		if (failure instanceof HttpTimeoutException) {
			return "no answer within " + this.settings.timeout().toMillis() + " ms";
		}
		if (failure instanceof ConnectException && failure.getMessage() == null) {
			return "no connection";
		}
		return (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
	}

	private SinkException unreachable(String why, Throwable cause) {
		return new SinkException("the Dataplane API cannot be reached at " + this.settings.baseUrl() + ": " + why,
				cause);
	}

	private JsonNode json(String asked, int status, byte[] body) throws SinkException {
		if (body.length == 0) {
			return MissingNode.getInstance();
		}
		try {
			return MAPPER.readTree(body);
		}
		catch (IOException ex) {
			if (status / 100 == 2) {
				throw new SinkException(
						this.settings.baseUrl() + " does not answer like a Dataplane API to " + asked + ": not JSON");
			}
			return MissingNode.getInstance();
		}
	}

}
