package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on the outcomes of sources: to followers at once, to listeners on a thread of
 * their own. An outcome that listeners have not received yet is replaced by the next one
 * of the same source, so that nothing accumulates behind a listener that hangs.
 * Thread-safe.
 */
final class RefreshNotifier {

	private static final Logger logger = LoggerFactory.getLogger(CatalogRefresher.class);

	private final Executor events;

	final List<RefreshListener> followers = new CopyOnWriteArrayList<>();

	final List<RefreshListener> listeners = new CopyOnWriteArrayList<>();

	private final Map<String, Outcome> untold = new HashMap<>();

	private int merged;

	RefreshNotifier(Executor events) {
		this.events = events;
	}

	void tell(Outcome outcome) {
		this.followers.forEach((follower) -> outcome.tell(follower));
		String source = outcome.status().name();
		if (put(source, outcome)) {
			try {
				this.events.execute(() -> deliver(source));
			}
			catch (Throwable ex) {
				take(source);
				logger.debug("The listeners cannot be notified now", ex);
			}
		}
	}

	/**
	 * Return how many outcomes were replaced by a later one since the last was delivered.
	 */
	synchronized int merged() {
		return this.merged;
	}

	private synchronized boolean put(String source, Outcome outcome) {
		boolean first = this.untold.put(source, outcome) == null;
		this.merged += first ? 0 : 1;
		return first;
	}

	private synchronized @Nullable Outcome take(String source) {
		this.merged = 0;
		return this.untold.remove(source);
	}

	private void deliver(String source) {
		Outcome outcome = take(source);
		if (outcome != null) {
			this.listeners.forEach(outcome::tell);
		}
	}

	/**
	 * The outcome of a source in a round.
	 *
	 * @param round the round
	 * @param status the source after it
	 * @param duration how long the source took
	 * @param held how many of its instances the guard holds
	 */
	record Outcome(RefreshRound round, SourceStatus status, Duration duration, int held) {

		private void tell(RefreshListener listener) {
			try {
				listener.refreshed(this.round, this.status, this.duration, this.held);
			}
			catch (Throwable ex) {
				logger.warn("Refresh listener {} failed after source '{}': {}", listener.getClass().getName(),
						this.status.name(), ex.toString());
				logger.debug("Where the refresh listener failed", ex);
			}
		}

	}

}
