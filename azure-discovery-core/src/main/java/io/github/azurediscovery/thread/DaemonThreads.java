package io.github.azurediscovery.thread;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that do not keep the JVM alive, with names that a thread dump shows. */
public final class DaemonThreads {

	private DaemonThreads() {
	}

	/**
	 * Make a thread that has not begun.
	 * @param name the name of the thread
	 * @param task what it runs
	 * @return the thread
	 */
	public static Thread unstarted(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Return a factory for one thread at a time.
	 * @param name the name of each thread
	 * @return the factory
	 */
	public static ThreadFactory named(String name) {
		return (task) -> unstarted(name, task);
	}

	/**
	 * Return a factory for the threads of a pool.
	 * @param name the name of all of them, which a hyphen and a number from 1 follow
	 * @return the factory
	 */
	public static ThreadFactory numbered(String name) {
		AtomicInteger count = new AtomicInteger();
		return (task) -> unstarted(name + "-" + count.incrementAndGet(), task);
	}

}
