package io.github.azurediscovery.health.probe;

import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.ProbeSettings;
import org.jspecify.annotations.Nullable;

/** Sends one request and checks the status. */
final class HttpRequestProbe implements InstanceProbe {

	/**
	 * Additional time for a body that does not end; the client's own timeout identifies a
	 * connect timeout.
	 */
	private static final Duration BODY = Duration.ofMillis(100);

	/** How the JDK tells of bytes that broke off before they were a status line. */
	private static final String STATUS_LINE = "parsing HTTP/1.1 status line, receiving";

	private final Supplier<HttpClient> client;

	private final Function<Instance, HttpRequest.Builder> request;

	private final Duration timeout;

	private final IntPredicate good;

	private final boolean otherProtocols;

	private HttpRequestProbe(Supplier<HttpClient> client, Function<Instance, HttpRequest.Builder> request,
			Duration timeout, IntPredicate good, boolean otherProtocols) {
		this.client = client;
		this.request = request;
		this.timeout = timeout;
		this.good = good;
		this.otherProtocols = otherProtocols;
	}

	/** Return a probe that requires one of the expected statuses. */
	static HttpRequestProbe expected(Supplier<HttpClient> client, ProbeSettings settings) {
		return new HttpRequestProbe(client, (instance) -> {
			String scheme = (settings.scheme() != null) ? settings.scheme() : scheme(instance);
			return request(scheme, instance.host(), settings.portOf(instance), settings.path()).GET();
		}, settings.timeout(), (status) -> settings.expected().contains(status), false);
	}

	/**
	 * Return a probe that sends its request to the port that callers use, and accepts any
	 * status, and whatever a server of another protocol answers, such as one of gRPC.
	 */
	static HttpRequestProbe anyAnswer(Supplier<HttpClient> client, ProbeSettings settings) {
		return new HttpRequestProbe(client,
				(instance) -> request(scheme(instance), instance.host(), instance.port(), settings.path())
					.method("HEAD", BodyPublishers.noBody()),
				settings.timeout(), (status) -> true, true);
	}

	private static String scheme(Instance instance) {
		return instance.secure() ? "https" : "http";
	}

	private static HttpRequest.Builder request(String scheme, String host, int port, String path) {
		return HttpRequest.newBuilder(URI.create(scheme + "://" + host + ":" + port + path));
	}

	@Override
	public void ask(Instance instance, Consumer<InstanceProbeResult> answer) {
		CompletableFuture<HttpResponse<Void>> call;
		try {
			call = this.client.get().sendAsync(prepared(instance), BodyHandlers.discarding());
		}
		catch (RuntimeException ex) {
			answer.accept(InstanceProbeResult.unclear(String.valueOf(ex.getMessage())));
			return;
		}
		var unused = call.whenComplete(
				(response, failure) -> answer.accept((response != null) ? status(response) : failed(failure)));
		long end = this.timeout.plus(BODY).toMillis();
		CompletableFuture.delayedExecutor(end, TimeUnit.MILLISECONDS).execute(() -> call.cancel(true));
	}

	private HttpRequest prepared(Instance instance) {
		return this.request.apply(instance).timeout(this.timeout).header("User-Agent", "azure-discovery-probe").build();
	}

	private InstanceProbeResult status(HttpResponse<Void> response) {
		return this.good.test(response.statusCode()) ? InstanceProbeResult.ALIVE
				: InstanceProbeResult.unclear("status " + response.statusCode());
	}

	private InstanceProbeResult failed(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (this.otherProtocols && isAnotherProtocol(cause)) {
			return InstanceProbeResult.ALIVE;
		}
		if (cause instanceof HttpConnectTimeoutException) {
			return InstanceProbeResult.dead("connect timeout");
		}
		if (cause instanceof ConnectException) {
			return InstanceProbeResult.dead("connection refused");
		}
		if (cause instanceof java.net.http.HttpTimeoutException
				|| cause instanceof java.util.concurrent.CancellationException) {
			return InstanceProbeResult.unclear("timeout");
		}
		return InstanceProbeResult.unclear(String.valueOf(cause));
	}

	/** Return whether something came that is not HTTP/1.1. */
	private static boolean isAnotherProtocol(@Nullable Throwable cause) {
		return cause instanceof ProtocolException
				|| (cause != null && cause.getMessage() != null && cause.getMessage().startsWith(STATUS_LINE));
	}

}
