package io.github.azurediscovery.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

import org.jspecify.annotations.Nullable;

/**
 * Reads a body into memory, and gives it up with an {@link IOException} when it is larger
 * than an answer can be. Thread-safe.
 */
public final class BoundedBodyHandler implements BodyHandler<byte[]> {

	private final int limit;

	private BoundedBodyHandler(int limit) {
		this.limit = limit;
	}

	/**
	 * Create a handler for bytes.
	 * @param limit the most bytes that are read
	 * @return the handler
	 */
	public static BodyHandler<byte[]> ofBytes(int limit) {
		return new BoundedBodyHandler(limit);
	}

	/**
	 * Create a handler for text in UTF-8.
	 * @param limit the most bytes that are read
	 * @return the handler
	 */
	public static BodyHandler<String> ofText(int limit) {
		BoundedBodyHandler handler = new BoundedBodyHandler(limit);
		return (info) -> BodySubscribers.mapping(handler.apply(info),
				(bytes) -> new String(bytes, StandardCharsets.UTF_8));
	}

	@Override
	public BodySubscriber<byte[]> apply(ResponseInfo info) {
		return new BoundedBody(this.limit);
	}

	private static final class BoundedBody implements BodySubscriber<byte[]> {

		private final int limit;

		private final CompletableFuture<byte[]> body = new CompletableFuture<>();

		private final ByteArrayOutputStream received = new ByteArrayOutputStream();

		private @Nullable Subscription subscription;

		BoundedBody(int limit) {
			this.limit = limit;
		}

		@Override
		public CompletionStage<byte[]> getBody() {
			return this.body;
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(List<ByteBuffer> buffers) {
			for (ByteBuffer buffer : buffers) {
				byte[] bytes = new byte[buffer.remaining()];
				buffer.get(bytes);
				this.received.writeBytes(bytes);
			}
			if (this.received.size() > this.limit && this.subscription != null) {
				this.subscription.cancel();
				onError(new IOException("the answer is larger than " + this.limit + " bytes"));
			}
		}

		@Override
		public void onError(Throwable failure) {
			this.body.completeExceptionally(failure);
		}

		@Override
		public void onComplete() {
			this.body.complete(this.received.toByteArray());
		}

	}

}
