package io.github.azurediscovery.spring.loadbalancer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.azurediscovery.catalog.Instance;

/**
 * Counts how often each instance is chosen for a call while there is a watch. Without a
 * watch a choice costs one volatile read and writes nothing. Thread-safe.
 */
public final class PickCounter {

	private final List<Watch> watches = new CopyOnWriteArrayList<>();

	/**
	 * Count a pick if there is a watch.
	 * @param instance the instance that was chosen
	 */
	public void count(Instance instance) {
		if (isWatched()) {
			this.watches.forEach((watch) -> watch.count(instance));
		}
	}

	/**
	 * Return whether picks are counted.
	 * @return whether there is a watch
	 */
	public boolean isWatched() {
		return !this.watches.isEmpty();
	}

	/**
	 * Start counting.
	 * @return a watch with counts of its own, to be closed when it is no longer needed
	 */
	public Watch watch() {
		Watch watch = new Watch();
		this.watches.add(watch);
		return watch;
	}

	/** The picks that were counted since the watch was opened. */
	public final class Watch implements AutoCloseable {

		private final Map<String, Map<String, Long>> counts = new ConcurrentHashMap<>();

		private Watch() {
		}

		private void count(Instance instance) {
			this.counts.computeIfAbsent(instance.service(), (service) -> new ConcurrentHashMap<>())
				.merge(instance.id(), 1L, Long::sum);
		}

		/**
		 * Return how often each instance was chosen since the last call of this method.
		 * @return the number of picks by service and id, without instances that were not
		 * chosen
		 */
		public Map<String, Map<String, Long>> take() {
			Map<String, Map<String, Long>> taken = new HashMap<>();
			this.counts.forEach((service, counted) -> {
				Map<String, Long> picks = new HashMap<>();
				counted.keySet().forEach((id) -> counted.computeIfPresent(id, (key, count) -> {
					picks.merge(id, count, Long::sum);
					return null;
				}));
				if (!picks.isEmpty()) {
					taken.put(service, picks);
				}
			});
			return taken;
		}

		/** Stop counting. */
		@Override
		public void close() {
			PickCounter.this.watches.remove(this);
		}

	}

}
