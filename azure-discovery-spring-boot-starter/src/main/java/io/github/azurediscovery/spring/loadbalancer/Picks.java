package io.github.azurediscovery.spring.loadbalancer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.SnapshotChange;

/**
 * How often each member was picked for a call since the application started. Counting
 * costs two look-ups and an addition, and instances that left are forgotten. Thread-safe.
 */
public final class Picks {

	private final Map<String, Map<String, LongAdder>> services = new ConcurrentHashMap<>();

	void count(Instance instance) {
		Map<String, LongAdder> service = this.services.get(instance.service());
		LongAdder picks = (service != null) ? service.get(instance.id()) : null;
		((picks != null) ? picks : counter(instance)).increment();
	}

	private LongAdder counter(Instance instance) {
		return this.services.computeIfAbsent(instance.service(), (service) -> new ConcurrentHashMap<>())
			.computeIfAbsent(instance.id(), (id) -> new LongAdder());
	}

	/**
	 * Return how often an instance was picked.
	 * @param instance the instance
	 * @return the number of calls sent to it
	 */
	public long of(Instance instance) {
		LongAdder picks = this.services.getOrDefault(instance.service(), Map.of()).get(instance.id());
		return (picks != null) ? picks.sum() : 0;
	}

	void retainMembers(SnapshotChange change) {
		for (String service : change.services().keySet()) {
			Set<String> members = change.after()
				.instances(service)
				.stream()
				.map(Instance::id)
				.collect(Collectors.toSet());
			this.services.getOrDefault(service, Map.of()).keySet().retainAll(members);
		}
		this.services.keySet().retainAll(change.after().services());
	}

}
