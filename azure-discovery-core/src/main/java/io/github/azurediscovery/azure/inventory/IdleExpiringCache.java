package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Caches one value for each key, and drops values not used for an hour, such as that of a
 * deleted scale set. Thread-safe.
 */
final class IdleExpiringCache<K, V> {

	private static final Duration LIFETIME = Duration.ofHours(1);

	private final InstantSource time;

	private final Function<K, V> create;

	private final Map<K, CacheEntry<V>> entries = new HashMap<>();

	private Instant swept = Instant.MIN;

	IdleExpiringCache(InstantSource time, Function<K, V> create) {
		this.time = time;
		this.create = create;
	}

	synchronized V get(K key) {
		Instant now = this.time.instant();
		CacheEntry<V> known = this.entries.get(key);
		V value = (known != null) ? known.value() : this.create.apply(key);
		this.entries.put(key, new CacheEntry<>(value, now));
		if (this.swept.isBefore(now.minus(LIFETIME.dividedBy(10))) || this.swept.isAfter(now)) {
			this.swept = now;
			this.entries.values().removeIf((other) -> other.lastUsed().isBefore(now.minus(LIFETIME)));
		}
		return value;
	}

	synchronized int size() {
		return this.entries.size();
	}

	private record CacheEntry<V>(V value, Instant lastUsed) {
	}

}
