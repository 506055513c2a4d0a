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
 * What waits for one viewer. Messages are shared with the other viewers and handed out in
 * chunks, the next only when the connection took the one before: whatever a viewer does
 * not read costs a place in a queue of a fixed length, and a chunk.
 */
final class DashboardViewer {

	static final int BEHIND = 64;

	private static final int CHUNK = 16 * 1024;

	private final Sinks.Many<byte[]> messages = Sinks.many()
		.unicast()
		.onBackpressureBuffer(Queues.<byte[]>get(BEHIND).get());

	private final Sinks.Empty<Void> gone = Sinks.empty();

	private final AtomicInteger waiting = new AtomicInteger();

	private volatile boolean reads;

	private int still;

	/**
	 * Tell something. On one thread at a time.
	 * @param message what to tell, never written to again
	 * @return whether there was room
	 */
	boolean tell(byte[] message) {
		this.waiting.addAndGet(chunks(message).size());
		return !this.messages.tryEmitNext(message).isFailure();
	}

	/** Tell nothing more: the connection ends after what was told. */
	void end() {
		this.messages.tryEmitComplete();
	}

	/** Do not wait for the viewer to read what it was told. */
	void letGo() {
		this.gone.tryEmitEmpty();
	}

	/**
	 * Look whether the viewer reads. To be called at regular intervals.
	 * @return how many times in a row something waited and nothing was taken
	 */
	int still() {
		boolean stands = this.waiting.get() > 0 && !this.reads;
		this.reads = false;
		this.still = stands ? this.still + 1 : 0;
		return this.still;
	}

	/**
	 * Return what to write.
	 * @return the chunks; {@link #took()} is to be called for each
	 */
	Flux<ByteBuffer> chunks() {
		return this.messages.asFlux().concatMapIterable(DashboardViewer::chunks, 1);
	}

	/** The connection took a chunk. */
	void took() {
		this.waiting.decrementAndGet();
		this.reads = true;
	}

	/**
	 * Return when to hang up.
	 * @return completes when the viewer is let go
	 */
	Mono<Void> gone() {
		return this.gone.asMono();
	}

	private static List<ByteBuffer> chunks(byte[] message) {
		return IntStream.range(0, (message.length + CHUNK - 1) / CHUNK)
			.mapToObj(
					(chunk) -> ByteBuffer.wrap(message, chunk * CHUNK, Math.min(CHUNK, message.length - chunk * CHUNK))
						.slice())
			.toList();
	}

}
