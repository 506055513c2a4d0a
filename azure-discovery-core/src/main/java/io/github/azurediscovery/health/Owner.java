package io.github.azurediscovery.health;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way onto the daemon thread {@code azure-discovery}. Work handed over from other
 * threads is done in order and in batches, and what a batch changed is announced once.
 * After the thread has ended, work is dropped.
 */
final class Owner {

	private static final Logger logger = LoggerFactory.getLogger(Owner.class);

	private static final int BATCH = 1_000;

	private final ScheduledExecutorService thread;

	private final Runnable announcement;

	private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean due = new AtomicBoolean();

	Owner(ScheduledExecutorService thread, Runnable announcement) {
		this.thread = thread;
		this.announcement = announcement;
	}

	/** Have work done soon. From any thread. */
	void hand(Runnable work) {
		this.inbox.add(work);
		wake();
	}

	/** Have work done later. From any thread. */
	void after(Duration delay, Runnable work) {
		try {
			var unused = this.thread.schedule(() -> now(work), delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The owner has ended: nothing happens in {}", delay);
		}
	}

	/** Do work now. On the owner thread only. */
	void now(Runnable work) {
		attempt(work);
		attempt(this.announcement);
	}

	private void wake() {
		if (this.due.compareAndSet(false, true)) {
			try {
				this.thread.execute(this::empty);
			}
			catch (RejectedExecutionException ex) {
				this.inbox.clear();
				this.due.set(false);
			}
		}
	}

	private void empty() {
		this.due.set(false);
		for (int i = 0; i < BATCH; i++) {
			Runnable work = this.inbox.poll();
			if (work == null) {
				break;
			}
			attempt(work);
		}
		attempt(this.announcement);
		if (!this.inbox.isEmpty()) {
			wake();
		}
	}

	private static void attempt(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			logger.error("A change of health failed", ex);
		}
	}

}
