package io.github.azurediscovery.catalog;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Connects a listener or a follower with what it is told of, until it is closed. Closing
 * may happen on any thread, does not wait for a call that is in progress, and has no
 * effect the second time.
 */
@FunctionalInterface
public interface ListenerSubscription extends AutoCloseable {

	/**
	 * Add a listener to those that are told.
	 * @param listener the listener
	 * @param told those that are told; must be safe for use by several threads
	 * @param <L> the type of the listeners
	 * @return removes the listener
	 */
	static <L> ListenerSubscription add(L listener, Collection<L> told) {
		AtomicBoolean closed = new AtomicBoolean();
		told.add(listener);
		return () -> {
			if (closed.compareAndSet(false, true)) {
				told.remove(listener);
			}
		};
	}

	@Override
	void close();

}
