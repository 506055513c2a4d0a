package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

import io.github.azurediscovery.thread.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two threads of a candidate, and the time by which they wait.
 *
 * @param main decides and writes
 * @param renewals keeps the seat, and does nothing else
 * @param nanoTime the time that has passed, in nanoseconds
 */
record FleetThreads(ScheduledExecutorService main, ScheduledExecutorService renewals, LongSupplier nanoTime) {

	private static final Logger logger = LoggerFactory.getLogger(FleetMember.class);

	/** Longer than a request to the store may take. */
	private static final long PATIENCE_SECONDS = 10;

	/**
	 * Create threads that have not begun.
	 * @param prefix what their names begin with
	 */
	static FleetThreads begin(String prefix) {
		return new FleetThreads(thread(prefix + "-fleet"), thread(prefix + "-fleet-lease"), System::nanoTime);
	}

	private static ScheduledExecutorService thread(String name) {
		ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.named(name));
		thread.setRemoveOnCancelPolicy(true);
		thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		return thread;
	}

	/**
	 * Run a task on the thread of renewals, again and again. The thread begins before the
	 * task is set, so that a failure leaves nothing behind that would renew after all.
	 * @param interval the pause between two runs
	 * @param task the task
	 * @return what ends it
	 */
	ScheduledFuture<?> renewing(Duration interval, Runnable task) {
		this.renewals.execute(() -> {
		});
		return this.renewals.scheduleWithFixedDelay(guarded(task), interval.toNanos(), interval.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	/** An unexpected failure is logged, and ends nothing else. */
	private static Runnable guarded(Runnable task) {
		return () -> {
			try {
				task.run();
			}
			catch (Throwable ex) {
				logger.error("Unexpected error in the work of the fleet; it continues", ex);
			}
		};
	}

	/**
	 * Run a task on the main thread, unless that has ended. Called by any thread, which
	 * has work of its own to do: where no thread can be had, the task waits for one.
	 */
	void run(Runnable task) {
		try {
			this.main.execute(guarded(task));
		}
		catch (RejectedExecutionException ex) {
			logger.trace("Nothing begins after the end", ex);
		}
		catch (Throwable ex) {
			logger.warn("No thread is available for the fleet for now: {}", ex.toString());
			logger.debug("Where no thread was available", ex);
		}
	}

	/**
	 * Run a task on the main thread later, unless that has ended. Called on that thread;
	 * what the caller does next must not depend on a task that could not be set.
	 */
	void later(Duration delay, Runnable task) {
		try {
			var unused = this.main.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.trace("Nothing begins after the end", ex);
		}
	}

	/**
	 * Run a last task in any case, and end: on the main thread, or on this one if that is
	 * still busy after a while, or never began.
	 * @param last what is still to be done
	 */
	void end(Runnable last) {
		AtomicBoolean begun = new AtomicBoolean();
		Runnable once = guarded(() -> {
			if (begun.compareAndSet(false, true)) {
				last.run();
			}
		});
		this.renewals.shutdownNow();
		try {
			this.main.execute(once);
			this.main.shutdown();
			if (this.main.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				return;
			}
			logger.debug("The fleet's thread is still busy, and is interrupted");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			logger.debug("The fleet's thread cannot end by itself", ex);
		}
		this.main.shutdownNow();
		once.run();
	}

}
