package io.github.azurediscovery.spring.loadbalancer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.catalog.Instance;
import org.jspecify.annotations.Nullable;

/**
 * How often each member is picked for a call, while somebody watches. Otherwise a pick
 * costs one volatile read: a counter of each member's own, written by each call, would
 * cost more than all the rest. Thread-safe, for one who watches.
 */
public final class Picks {

	private volatile @Nullable Map<String, Map<String, Long>> counted;

	/**
	 * Count a pick, if somebody watches.
	 * @param instance the instance that was picked
	 */
	public void count(Instance instance) {
		Map<String, Map<String, Long>> services = this.counted;
		if (services != null) {
			services.computeIfAbsent(instance.service(), (service) -> new ConcurrentHashMap<>())
				.merge(instance.id(), 1L, Long::sum);
		}
	}

	/** Count from now on. */
	public void watch() {
		this.counted = new ConcurrentHashMap<>();
	}

	/** Count no more, and forget what was counted. */
	public void rest() {
		this.counted = null;
	}

	/**
	 * Return how often each instance was picked since this was asked last.
	 * @return the number of calls by service and id, without those that were not picked;
	 * empty if nobody watches
	 */
	public Map<String, Map<String, Long>> take() {
		Map<String, Map<String, Long>> services = this.counted;
		Map<String, Map<String, Long>> taken = new HashMap<>();
		if (services != null) {
			services.forEach((service, counts) -> counts.keySet()
				.forEach((id) -> taken.computeIfAbsent(service, (unseen) -> new HashMap<>())
					.put(id, counts.remove(id))));
		}
		return taken;
	}

}
