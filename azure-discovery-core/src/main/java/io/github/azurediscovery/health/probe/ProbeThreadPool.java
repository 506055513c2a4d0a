package io.github.azurediscovery.health.probe;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A number of daemon threads that grows to its bound before a task waits, and shrinks as
 * soon as fewer are needed. An idle thread takes the next task, since starting another
 * may cost the caller its processor for milliseconds; of several idle ones the one that
 * worked last, so that the threads of a burst end although single tasks go on. A pool
 * with a queue that holds tasks cannot have both: the JDK's queues serve the thread that
 * has waited longest.
 */
final class ProbeThreadPool implements Executor {

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final Semaphore free;

	private final ThreadPoolExecutor threads;

	ProbeThreadPool(int number, Duration keepAlive, ThreadFactory factory) {
		this.free = new Semaphore(number);
		// not fair: hands over to the thread that has waited for the shortest time
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, keepAlive.toNanos(), TimeUnit.NANOSECONDS,
				new SynchronousQueue<>(), factory);
	}

	/**
	 * Run the task on a thread, after those that wait already.
	 * @throws OutOfMemoryError if no thread can be had and none works; the task is not
	 * run then
	 */
	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		try {
			callThread();
		}
		catch (RuntimeException | Error ex) {
			if (this.tasks.remove(task)) {
				throw ex;
			}
		}
	}

	private void callThread() {
		if (!this.tasks.isEmpty() && this.free.tryAcquire()) {
			boolean called = false;
			try {
				this.threads.execute(this::work);
				called = true;
			}
			finally {
				if (!called) {
					this.free.release();
				}
			}
		}
	}

	private void work() {
		try {
			for (@Nullable
			Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
				task.run();
			}
		}
		finally {
			this.free.release();
			callThread();
		}
	}

	int size() {
		return this.threads.getPoolSize();
	}

}
