package io.github.azurediscovery.catalog;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The registration of a listener or a follower, which lasts until it is closed. Closing
 * may happen on any thread, does not wait for a call that is in progress, and has no
 * effect the second time.
 */
@FunctionalInterface
public interface ListenerSubscription extends AutoCloseable {

	/**
	 * Add a listener.
	 * @param listener the listener
	 * @param listeners those that are notified; must be safe for use by several threads
	 * @param <L> the type of the listeners
	 * @return removes the listener
	 */
	static <L> ListenerSubscription add(L listener, Collection<L> listeners) {
		AtomicBoolean closed = new AtomicBoolean();
		listeners.add(listener);
		return () -> {
			if (closed.compareAndSet(false, true)) {
				listeners.remove(listener);
			}
		};
	}

	@Override
	void close();

}
