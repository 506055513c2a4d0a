package io.github.azurediscovery.grpc;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs a task soon, once for all requests that come meanwhile. Where it throws anything,
 * or where no thread can be had for it, it runs again after a pause, so that no request
 * is lost. Thread-safe; a request does not wait.
 */
final class CoalescingTask {

	private static final Logger logger = LoggerFactory.getLogger(RouteNameResolver.class);

	private final String name;

	private final Runnable task;

	private final Duration pause;

	private final Executor executor;

	private final ScheduledExecutorService timers;

	private final AtomicBoolean queued = new AtomicBoolean();

	private final AtomicBoolean pausing = new AtomicBoolean();

	private volatile boolean failing;

	/**
	 * Create a task that has not been requested.
	 * @param name what the log calls the task
	 * @param task the task
	 * @param pause how long to wait after a failure
	 * @param executor runs the task
	 * @param timers waits for the pause
	 */
	CoalescingTask(String name, Runnable task, Duration pause, Executor executor, ScheduledExecutorService timers) {
		this.name = name;
		this.task = task;
		this.pause = pause;
		this.executor = executor;
		this.timers = timers;
	}

	void request() {
		if (this.queued.compareAndSet(false, true)) {
			try {
				this.executor.execute(this::run);
			}
			catch (Throwable ex) {
				this.queued.set(false);
				failed(ex);
			}
		}
	}

	private void run() {
		this.queued.set(false);
		try {
			this.task.run();
			this.failing = false;
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private void failed(Throwable failure) {
		logger.atLevel(this.failing ? Level.DEBUG : Level.WARN)
			.setCause(failure)
			.log("{}: failed, next attempt in {} s", this.name, this.pause.toSeconds());
		this.failing = true;
		if (this.pausing.compareAndSet(false, true)) {
			try {
				var unused = this.timers.schedule(this::again, this.pause.toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (Throwable ex) {
				this.pausing.set(false);
				logger.debug("{}: no thread to wait on either, the next request is the next attempt", this.name, ex);
			}
		}
	}

	private void again() {
		this.pausing.set(false);
		request();
	}

}
