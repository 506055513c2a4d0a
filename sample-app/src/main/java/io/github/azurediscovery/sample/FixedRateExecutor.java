package io.github.azurediscovery.sample;

import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs a task at a fixed rate, no matter how long each run takes. */
final class FixedRateExecutor {

	private static final int THREADS = 64;

	private static final int PATIENCE = 10;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor((task) -> daemon(task, "load-clock"));

	private final ThreadPoolExecutor callers = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), (task) -> daemon(task, "load"));

	FixedRateExecutor(int perSecond, Runnable call) {
		var unused = this.clock.scheduleAtFixedRate(() -> this.callers.execute(call), 0, 1_000_000 / perSecond,
				TimeUnit.MICROSECONDS);
	}

	/** Start no further runs. */
	void end() {
		this.clock.shutdownNow();
		this.callers.getQueue().clear();
		this.callers.shutdown();
	}

	/** Wait a few seconds for the runs that have started. */
	void awaitLastCall() {
		try {
			if (!this.callers.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
				this.callers.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.callers.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

}
