package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of one session on the owner thread, now or later: each under the
 * lifecycle lock, and none once the session is stopped.
 */
final class LifecycleTasks {

	private static final Logger logger = LoggerFactory.getLogger(CatalogRefresher.class);

	private final RefreshContext environment;

	private final CatalogRefreshLog log;

	private final Set<Timer> timers = new HashSet<>();

	private boolean stopped;

	LifecycleTasks(RefreshContext environment, CatalogRefreshLog log) {
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

	/**
	 * Run later; the caller is on the owner thread, or holds the lifecycle lock.
	 * @return cancels it, under the same lock
	 */
	Timer later(Duration delay, Runnable task) {
		Timer timer = new Timer();
		timer.future = this.environment.owner().schedule(() -> unlessStopped(() -> {
			this.timers.remove(timer);
			task.run();
		}), TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
		this.timers.add(timer);
		return timer;
	}

	/** Run one of several tasks; a failure does not affect the others. */
	void attempt(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			this.log.broken(ex);
		}
	}

	/** Run no more tasks; the caller holds the lifecycle lock. */
	void stop() {
		this.stopped = true;
		List.copyOf(this.timers).forEach(Timer::cancel);
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

	/** A task that runs later. */
	final class Timer {

		private @Nullable Future<?> future;

		void cancel() {
			LifecycleTasks.this.timers.remove(this);
			if (this.future != null) {
				this.future.cancel(false);
			}
		}

	}

}
