package io.github.azurediscovery.azure.resource;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Shares one object among equal values for as long as it is in use: a thousand VMs have
 * few distinct regions, sizes and tags. Suits values of low cardinality, because each
 * takes an entry. Thread-safe.
 */
public final class ValueInterner {

	private final Map<Object, WeakReference<Object>> values = new WeakHashMap<>();

	/** Return the shared object equal to this value. */
	@SuppressWarnings("unchecked") // equal values are of the same class
	public synchronized <T> T intern(T value) {
		WeakReference<Object> held = this.values.get(value);
		Object known = (held != null) ? held.get() : null;
		if (known != null) {
			return (T) known;
		}
		this.values.put(value, new WeakReference<>(value));
		return value;
	}

	/** Return the shared object equal to this value, {@code null} for {@code null}. */
	public <T> @Nullable T internOrNull(@Nullable T value) {
		return (value != null) ? intern(value) : null;
	}

}
