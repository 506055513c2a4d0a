package io.github.azurediscovery.azure.resource;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal values the same object, for as long as anybody holds it: the region, the
 * size and the tags of a thousand VMs are a few. For values of which there are few, since
 * each costs an entry here. Thread-safe.
 */
public final class ValueInterner {

	private final Map<Object, WeakReference<Object>> values = new WeakHashMap<>();

	/** The object that stands for all values equal to this one. */
	@SuppressWarnings("unchecked") // what is equal here is of one class
	public synchronized <T> T of(T value) {
		WeakReference<Object> held = this.values.get(value);
		Object known = (held != null) ? held.get() : null;
		if (known != null) {
			return (T) known;
		}
		this.values.put(value, new WeakReference<>(value));
		return value;
	}

	/** The same for what may be missing. */
	public <T> @Nullable T orNull(@Nullable T value) {
		return (value != null) ? of(value) : null;
	}

}
