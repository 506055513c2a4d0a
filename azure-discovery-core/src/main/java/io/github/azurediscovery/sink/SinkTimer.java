package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** Something to be done on the thread of a sink later, at most once. Thread-safe. */
final class SinkTimer {

	private final ScheduledExecutorService thread;

	private @Nullable Future<?> pending;

	private long number;

	SinkTimer(ScheduledExecutorService thread) {
		this.thread = thread;
	}

	/** Do something later, and nothing that was to be done before. */
	synchronized void set(Duration delay, Runnable task) {
		cancel();
		long own = this.number;
		this.pending = this.thread.schedule(() -> {
			if (isDue(own)) {
				task.run();
			}
		}, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
	}

	private synchronized boolean isDue(long own) {
		if (own != this.number) {
			return false;
		}
		this.pending = null;
		return true;
	}

	synchronized boolean isSet() {
		return this.pending != null;
	}

	synchronized void cancel() {
		this.number++;
		if (this.pending != null) {
			this.pending.cancel(false);
			this.pending = null;
		}
	}

}
