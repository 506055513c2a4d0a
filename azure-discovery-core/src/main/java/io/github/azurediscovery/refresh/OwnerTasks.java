package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one run does on the owner thread, now and later: each task under the lifecycle
 * lock, and none once the run is stopped.
 */
final class OwnerTasks {

	private static final Logger logger = LoggerFactory.getLogger(Refresher.class);

	private final Environment environment;

	private final RefreshLog log;

	private final List<Future<?>> timers = new ArrayList<>();

	private boolean stopped;

	OwnerTasks(Environment environment, RefreshLog log) {
		this.environment = environment;
		this.log = log;
	}

	void run(Runnable task) {
		try {
			this.environment.owner().execute(() -> unlessStopped(task));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Discovery is closed, what a source still says is dropped", ex);
		}
	}

	/** Run later; the caller is on the owner thread, or holds the lifecycle lock. */
	void later(Duration delay, Runnable task) {
		this.timers.removeIf(Future::isDone);
		this.timers.add(this.environment.owner()
			.schedule(() -> unlessStopped(task), TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS));
	}

	/** Do one of several things, of which none may keep the others from being done. */
	void attempt(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			this.log.broken(ex);
		}
	}

	/** Run nothing more; the caller holds the lifecycle lock. */
	void stop() {
		this.stopped = true;
		this.timers.forEach((timer) -> timer.cancel(false));
	}

	boolean isStopped() {
		return this.stopped;
	}

	Instant now() {
		return this.environment.clock().instant();
	}

	private void unlessStopped(Runnable task) {
		synchronized (this.environment.lifecycle()) {
			if (this.stopped) {
				return;
			}
			attempt(task);
		}
	}

}
