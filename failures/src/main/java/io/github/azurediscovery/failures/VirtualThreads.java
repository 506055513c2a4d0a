package io.github.azurediscovery.failures;

import java.lang.reflect.Method;

/** Virtual threads, which exist since Java 21, for code that must compile before. */
public final class VirtualThreads {

	private VirtualThreads() {
	}

	/**
	 * Make a virtual thread.
	 * @param task what it shall do
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
