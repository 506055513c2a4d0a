package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every change of health, one at a time, on the threads that submit the changes. A
 * thread queues its work, takes the lock, runs everything that is queued by then, its own
 * or not, and publishes the result once; a thread that waited for the lock may find its
 * work already done. A report is therefore in effect when it returns. Event loops report
 * as well, so work must neither wait nor perform I/O.
 */
final class CombiningExecutor {

	private static final Logger logger = LoggerFactory.getLogger(CombiningExecutor.class);

	private final ScheduledExecutorService thread;

	private final Runnable publication;

	/**
	 * Fair, so that a report waits for one slice of a long publication and not for all.
	 */
	private final ReentrantLock lock = new ReentrantLock(true);

	private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean due = new AtomicBoolean();

	/**
	 * Create an executor.
	 * @param thread the daemon thread {@code azure-discovery}, which runs delayed work,
	 * and work that no thread waits for
	 * @param publication publishes the changes
	 */
	CombiningExecutor(ScheduledExecutorService thread, Runnable publication) {
		this.thread = thread;
		this.publication = publication;
	}

	/**
	 * Run work and publish its changes before this returns, on this thread or on one that
	 * holds the lock already. From any thread; work that calls this is followed by the
	 * work it adds.
	 */
	void run(Runnable work) {
		this.inbox.add(work);
		if (!this.lock.isHeldByCurrentThread()) {
			empty();
		}
	}

	/**
	 * Run evidence likewise, unless the daemon thread has ended: nothing would readmit an
	 * ejected instance.
	 * @return whether it was run
	 */
	boolean runUnlessEnded(Runnable work) {
		boolean alive = !this.thread.isShutdown();
		if (alive) {
			run(work);
		}
		return alive;
	}

	/** Run work soon, without waiting for it. From any thread. */
	void submit(Runnable work) {
		this.inbox.add(work);
		if (this.due.compareAndSet(false, true)) {
			try {
				this.thread.execute(() -> {
					this.due.set(false);
					empty();
				});
			}
			catch (RejectedExecutionException ex) {
				this.inbox.clear();
				this.due.set(false);
			}
			catch (Throwable ex) {
				logger.debug("No thread is free for a change of health: this one makes it", ex);
				this.due.set(false);
				run(() -> {
				});
			}
		}
	}

	/** Run work after a delay. From any thread. */
	void schedule(Duration delay, Runnable work) {
		try {
			var unused = this.thread.schedule(() -> run(work), delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Health has ended: what was due in {} is dropped", delay);
		}
		catch (Throwable ex) {
			logger.debug("No thread is free for what is due in {}: it waits for one", delay, ex);
		}
	}

	/**
	 * Run work on the daemon thread that changes no health and may take a moment, such as
	 * writing to the log.
	 */
	void runAside(Runnable work) {
		try {
			this.thread.execute(() -> attempt(work));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Health has ended: a log line is dropped");
		}
		catch (Throwable ex) {
			logger.debug("No thread is free for a log line: it waits for one", ex);
		}
	}

	private void empty() {
		this.lock.lock();
		try {
			do {
				for (Runnable work = this.inbox.poll(); work != null; work = this.inbox.poll()) {
					attempt(work);
				}
				attempt(this.publication);
			}
			while (!this.inbox.isEmpty());
		}
		finally {
			this.lock.unlock();
		}
	}

	private static void attempt(Runnable work) {
		try {
			work.run();
		}
		catch (Throwable ex) {
			logger.error("A change of health failed", ex);
		}
	}

}
