package io.github.azurediscovery.imds;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

import org.jspecify.annotations.Nullable;

/** A body that is read as text, and given up when it is longer than a document can be. */
final class BoundedResponseText implements BodySubscriber<String> {

	/** Some hundred times the longest document that Azure describes. */
	static final int LIMIT = 1 << 20;

	private final CompletableFuture<String> text = new CompletableFuture<>();

	private final ByteArrayOutputStream received = new ByteArrayOutputStream();

	private @Nullable Subscription subscription;

	@Override
	public CompletionStage<String> getBody() {
		return this.text;
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
		if (this.received.size() > LIMIT && this.subscription != null) {
			this.subscription.cancel();
			onError(new IOException("the answer is longer than " + LIMIT + " bytes"));
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.text.completeExceptionally(failure);
	}

	@Override
	public void onComplete() {
		this.text.complete(this.received.toString(StandardCharsets.UTF_8));
	}

}
