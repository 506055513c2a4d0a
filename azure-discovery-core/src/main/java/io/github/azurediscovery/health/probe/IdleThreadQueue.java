package io.github.azurediscovery.health.probe;

import java.util.concurrent.LinkedTransferQueue;

/**
 * The queue of a thread pool that prefers an idle thread to a new one, and a new one to
 * waiting: it takes a task offered only if a thread waits for it, and any task that is
 * put because there may be no more threads.
 */
final class IdleThreadQueue extends LinkedTransferQueue<Runnable> {

	private static final long serialVersionUID = 1L;

	@Override
	public boolean offer(Runnable task) {
		return tryTransfer(task);
	}

}
