package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener how long each attempt at one sink took. */
final class TimedAttempts {

	private static final Logger logger = LoggerFactory.getLogger(DiscoverySink.class);

	private final String sink;

	private final SinkListener listener;

	private final LongSupplier nanoTime;

	/**
	 * Create the times of one sink.
	 * @param sink the name of the sink
	 * @param listener receives every attempt
	 * @param nanoTime the time that has passed since any moment, in nanoseconds
	 */
	TimedAttempts(String sink, SinkListener listener, LongSupplier nanoTime) {
		this.sink = sink;
		this.listener = listener;
		this.nanoTime = nanoTime;
	}

	long begin() {
		return this.nanoTime.getAsLong();
	}

	void ended(long begun, boolean applied) {
		try {
			this.listener.attempted(this.sink, applied, Duration.ofNanos(this.nanoTime.getAsLong() - begun));
		}
		catch (Throwable ex) {
			logger.debug("A listener of sink '{}' failed", this.sink, ex);
		}
	}

}
