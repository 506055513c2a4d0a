package io.github.azurediscovery.failures;

import java.lang.reflect.Method;

/**
 * Creates virtual threads, which exist since Java 21, for code that compiles for earlier
 * versions.
 */
public final class VirtualThreads {

	private VirtualThreads() {
	}

	/**
	 * Create a virtual thread.
	 * @param task the task to run
	 * @return the thread, not yet started
	 */
	public static Thread unstarted(Runnable task) {
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
			return (Thread) unstarted.invoke(builder, task);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Virtual threads need Java 21", ex);
		}
	}

}
