package io.github.azurediscovery.dashboard;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * The pending messages of one viewer. Messages are shared with the other viewers and
 * passed on in chunks, the next only when the connection has taken the previous one: a
 * viewer that does not read costs places in a queue of fixed length, and one chunk.
 */
final class DashboardViewer {

	static final int MAX_PENDING = 64;

	private static final int CHUNK_SIZE = 16 * 1024;

	private final Sinks.Many<byte[]> messages = Sinks.many()
		.unicast()
		.onBackpressureBuffer(Queues.<byte[]>get(MAX_PENDING).get());

	private final Sinks.Empty<Void> disconnected = Sinks.empty();

	private final AtomicInteger pendingChunks = new AtomicInteger();

	private volatile boolean taken;

	private int stalled;

	/**
	 * Send a message. Called on one thread at a time.
	 * @param message the message, which is not modified afterwards
	 * @return whether there was room in the queue
	 */
	boolean send(byte[] message) {
		this.pendingChunks.addAndGet(chunks(message).size());
		return !this.messages.tryEmitNext(message).isFailure();
	}

	/** Send no more messages: the connection ends after the pending ones. */
	void end() {
		this.messages.tryEmitComplete();
	}

	/** End the connection without pendingChunks until pending messages are read. */
	void disconnect() {
		this.disconnected.tryEmitEmpty();
	}

	/**
	 * Check whether the viewer reads. Called at regular intervals.
	 * @return the number of consecutive calls with pending chunks of which none was taken
	 */
	int checkStalled() {
		boolean isStalled = this.pendingChunks.get() > 0 && !this.taken;
		this.taken = false;
		this.stalled = isStalled ? this.stalled + 1 : 0;
		return this.stalled;
	}

	/**
	 * Return the chunks to write.
	 * @return the chunks; call {@link #chunkTaken()} for each
	 */
	Flux<ByteBuffer> chunks() {
		return this.messages.asFlux().concatMapIterable(DashboardViewer::chunks, 1);
	}

	/** The connection has taken a chunk. */
	void chunkTaken() {
		this.pendingChunks.decrementAndGet();
		this.taken = true;
	}

	/**
	 * Return a signal to close the connection.
	 * @return completes when the viewer is disconnected
	 */
	Mono<Void> disconnected() {
		return this.disconnected.asMono();
	}

	private static List<ByteBuffer> chunks(byte[] message) {
		return IntStream.range(0, (message.length + CHUNK_SIZE - 1) / CHUNK_SIZE)
			.mapToObj((chunk) -> ByteBuffer
				.wrap(message, chunk * CHUNK_SIZE, Math.min(CHUNK_SIZE, message.length - chunk * CHUNK_SIZE))
				.slice())
			.toList();
	}

}
