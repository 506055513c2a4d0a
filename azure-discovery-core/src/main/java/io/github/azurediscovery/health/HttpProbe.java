package io.github.azurediscovery.health;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.azurediscovery.catalog.Instance;

import org.jspecify.annotations.Nullable;

/** Sends one GET request and looks at the status. */
final class HttpProbe implements Probe {

	private final Supplier<HttpClient> client;

	private final ProbeSettings settings;

	HttpProbe(Supplier<HttpClient> client, ProbeSettings settings) {
		this.client = client;
		this.settings = settings;
	}

	@Override
	public void ask(Instance instance, Consumer<Finding> answer) {
		CompletableFuture<HttpResponse<Void>> call;
		try {
			call = this.client.get().sendAsync(request(instance), BodyHandlers.discarding());
		}
		catch (RuntimeException ex) {
			answer.accept(Finding.unclear(String.valueOf(ex.getMessage())));
			return;
		}
		var unused = call.whenComplete(
				(response, failure) -> answer.accept((response != null) ? status(response) : failed(failure)));
		long timeout = this.settings.timeout().toMillis();
		CompletableFuture.delayedExecutor(timeout, TimeUnit.MILLISECONDS).execute(() -> call.cancel(true));
	}

	private HttpRequest request(Instance instance) {
		String own = instance.secure() ? "https" : "http";
		String scheme = (this.settings.scheme() != null) ? this.settings.scheme() : own;
		return HttpRequest
			.newBuilder(URI
				.create(scheme + "://" + instance.host() + ":" + this.settings.portOf(instance) + this.settings.path()))
			.timeout(this.settings.timeout())
			.header("User-Agent", "azure-discovery-probe")
			.build();
	}

	private Finding status(HttpResponse<Void> response) {
		return this.settings.expected().contains(response.statusCode()) ? Finding.ALIVE
				: Finding.unclear("status " + response.statusCode());
	}

	private static Finding failed(@Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof HttpConnectTimeoutException) {
			return Finding.dead("connect timeout");
		}
		if (cause instanceof ConnectException) {
			return Finding.dead("connection refused");
		}
		if (cause instanceof java.net.http.HttpTimeoutException
				|| cause instanceof java.util.concurrent.CancellationException) {
			return Finding.unclear("timeout");
		}
		return Finding.unclear(String.valueOf(cause));
	}

}
