package io.github.azurediscovery.spring.loadbalancer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.azurediscovery.catalog.Instance;

/**
 * How often each member is picked for a call, while somebody watches. Otherwise a pick
 * costs one volatile read and writes nothing. Thread-safe.
 */
public final class PickCounter {

	private final List<Watch> watches = new CopyOnWriteArrayList<>();

	/**
	 * Count a pick, if somebody watches.
	 * @param instance the instance that was picked
	 */
	public void count(Instance instance) {
		if (isWatched()) {
			this.watches.forEach((watch) -> watch.count(instance));
		}
	}

	/**
	 * Return whether somebody watches.
	 * @return whether picks are counted
	 */
	public boolean isWatched() {
		return !this.watches.isEmpty();
	}

	/**
	 * Count from now on.
	 * @return what was counted; to be closed by whoever does not watch any more
	 */
	public Watch watch() {
		Watch watch = new Watch();
		this.watches.add(watch);
		return watch;
	}

	/** What was counted for one who watches. */
	public final class Watch implements AutoCloseable {

		private final Map<String, Map<String, Long>> counts = new ConcurrentHashMap<>();

		private Watch() {
		}

		private void count(Instance instance) {
			this.counts.computeIfAbsent(instance.service(), (service) -> new ConcurrentHashMap<>())
				.merge(instance.id(), 1L, Long::sum);
		}

		/**
		 * Return how often each instance was picked since this was asked last.
		 * @return the number of calls by service and id, without those that were not
		 * picked
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

		/** Count no more. */
		@Override
		public void close() {
			PickCounter.this.watches.remove(this);
		}

	}

}
