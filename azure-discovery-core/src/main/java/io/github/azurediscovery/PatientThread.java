package io.github.azurediscovery;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs tasks one after the other, begins when there is one and ends when it
 * is idle. Where no thread can be had for a moment, the tasks wait until one can: none is
 * refused or lost before the close.
 */
final class PatientThread implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(AzureDiscovery.class);

	private static final long IDLE_SECONDS = 60;

	private final ThreadPoolExecutor thread;

	private final ScheduledExecutorService timer;

	private final AtomicBoolean tryingAgain = new AtomicBoolean();

	/**
	 * Create a thread that has not begun.
	 * @param factory makes it
	 * @param timer tries again after a second where no thread was available
	 */
	PatientThread(ThreadFactory factory, ScheduledExecutorService timer) {
		this.thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				factory);
		this.thread.allowCoreThreadTimeOut(true);
		this.timer = timer;
	}

	@Override
	public void execute(Runnable task) {
		if (this.thread.isShutdown()) {
			throw new RejectedExecutionException("Discovery is closed");
		}
		this.thread.getQueue().add(() -> attempt(task));
		begin();
	}

	private void begin() {
		try {
			this.thread.prestartCoreThread();
		}
		catch (Throwable ex) {
			logger.debug("No thread was available for now", ex);
			if (this.tryingAgain.compareAndSet(false, true)) {
				var unused = this.timer.schedule(() -> {
					this.tryingAgain.set(false);
					begin();
				}, 1, TimeUnit.SECONDS);
			}
		}
	}

	private static void attempt(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			logger.warn("What runs beside discovery failed", ex);
		}
	}

	/** Return how many tasks wait. */
	int waiting() {
		return this.thread.getQueue().size();
	}

	/** Take no more tasks, and end after those that wait. */
	ThreadPoolExecutor shutdown() {
		this.thread.shutdown();
		return this.thread;
	}

}
