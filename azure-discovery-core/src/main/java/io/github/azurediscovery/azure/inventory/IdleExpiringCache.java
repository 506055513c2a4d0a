package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps what is made for a key for as long as it is asked for: what nothing has asked for
 * in an hour, such as a scale set that was deleted, is forgotten. Thread-safe.
 */
final class IdleExpiringCache<K, V> {

	private static final Duration KEPT = Duration.ofHours(1);

	private final InstantSource time;

	private final Function<K, V> make;

	private final Map<K, Kept<V>> kept = new HashMap<>();

	private Instant swept = Instant.MIN;

	IdleExpiringCache(InstantSource time, Function<K, V> make) {
		this.time = time;
		this.make = make;
	}

	synchronized V get(K key) {
		Instant now = this.time.instant();
		Kept<V> known = this.kept.get(key);
		V value = (known != null) ? known.value() : this.make.apply(key);
		this.kept.put(key, new Kept<>(value, now));
		if (this.swept.isBefore(now.minus(KEPT.dividedBy(10))) || this.swept.isAfter(now)) {
			this.swept = now;
			this.kept.values().removeIf((other) -> other.asked().isBefore(now.minus(KEPT)));
		}
		return value;
	}

	synchronized int size() {
		return this.kept.size();
	}

	private record Kept<V>(V value, Instant asked) {
	}

}
