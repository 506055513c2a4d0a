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
 * Runs every change of health, one at a time, on the threads that bring the changes. A
 * thread queues its work, takes the lock, runs everything that is queued by then, its own
 * or not, and publishes once what that changed; a thread that waited for the lock may
 * find its work already done. So what a caller reports is in force when its report
 * returns. Event loops report as well, so that work here must neither wait nor do I/O.
 */
final class CombiningExecutor {

	private static final Logger logger = LoggerFactory.getLogger(CombiningExecutor.class);

	private final ScheduledExecutorService thread;

	private final Runnable publication;

	/**
	 * Fair, so that a report waits for one turn of a long publication and not for all.
	 */
	private final ReentrantLock lock = new ReentrantLock(true);

	private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean due = new AtomicBoolean();

	/**
	 * Create an executor.
	 * @param thread the daemon thread {@code azure-discovery}, which does what is due
	 * later and what no thread waits for
	 * @param publication publishes what was changed
	 */
	CombiningExecutor(ScheduledExecutorService thread, Runnable publication) {
		this.thread = thread;
		this.publication = publication;
	}

	/**
	 * Have work done and published before this returns, by this thread or by one that is
	 * at it already. From any thread; work itself that comes here is done after it.
	 */
	void run(Runnable work) {
		this.inbox.add(work);
		if (!this.lock.isHeldByCurrentThread()) {
			empty();
		}
	}

	/**
	 * The same for evidence, which is dropped after the daemon thread has ended: nothing
	 * would readmit an ejected instance.
	 * @return whether it was acted upon
	 */
	boolean runUnlessEnded(Runnable work) {
		boolean alive = !this.thread.isShutdown();
		if (alive) {
			run(work);
		}
		return alive;
	}

	/** Have work done soon, without waiting for it. From any thread. */
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

	/** Have work done later. From any thread. */
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
	 * Have the daemon thread do something that changes no health and may take a moment,
	 * such as writing a line into the log.
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
