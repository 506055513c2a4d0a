package io.github.azurediscovery.fleet.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.AddDatePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.storage.blob.BlobContainerAsyncClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import io.github.azurediscovery.azure.source.AzureServiceConnection;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends requests to one container, each within a limit of time that includes the access
 * token. Thread-safe.
 */
final class BlobCalls implements AutoCloseable {

	private final StoreAddress address;

	private final AzureServiceConnection connection;

	private final Duration limit;

	private @Nullable BlobContainerAsyncClient container;

	BlobCalls(StoreAddress address, AzureServiceConnection connection, Duration limit) {
		this.address = address;
		this.connection = connection;
		this.limit = limit;
	}

	/**
	 * Send a request and wait for its answer.
	 * @param what what it does, for the message of a failure
	 * @param request the request
	 */
	<T> T send(String what, Function<BlobContainerAsyncClient, Mono<T>> request)
			throws FleetStoreException, InterruptedException {
		long start = System.nanoTime();
		try {
			this.connection.awaitToken(this.limit);
			CompletableFuture<T> answer = Mono.defer(() -> request.apply(container())).toFuture();
			try {
				return answer.get(this.limit.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
			}
			finally {
				answer.cancel(true);
			}
		}
		catch (SourceException | TimeoutException ex) {
			throw BlobFailure.of(this.address, what, ex);
		}
		catch (ExecutionException ex) {
			throw BlobFailure.of(this.address, what, (ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	/** The SDK takes a second to load: not before the first request, and not twice. */
	private synchronized BlobContainerAsyncClient container() {
		BlobContainerAsyncClient client = this.container;
		if (client == null) {
			client = new BlobContainerClientBuilder().endpoint(this.address.containerUrl().toString())
				.pipeline(new HttpPipelineBuilder().policies(new RequestIdPolicy(), new AddDatePolicy())
					.httpClient((request) -> this.connection.pipeline().send(request))
					.build())
				.buildAsyncClient();
			this.container = client;
		}
		return client;
	}

	@Override
	public void close() {
		this.connection.close();
	}

	@Override
	public String toString() {
		return this.address.toString();
	}

}
