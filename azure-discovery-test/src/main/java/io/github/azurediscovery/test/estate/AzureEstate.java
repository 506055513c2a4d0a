package io.github.azurediscovery.test.estate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Everything that exists, behind one lock. The revision moves with every change.
 */
public final class AzureEstate {

	private final Object lock = new Object();

	private final Map<String, SimulatedSubscription> subscriptions = new LinkedHashMap<>();

	private final Map<String, Integer> created = new HashMap<>();

	private final Runnable onChange;

	private volatile long revision;

	private int addresses;

	/**
	 * Create an empty estate.
	 * @param onChange called after every change, must be quick
	 */
	public AzureEstate(Runnable onChange) {
		this.onChange = onChange;
	}

	/**
	 * Return a subscription, creating it if need be.
	 * @param id its id
	 * @return the subscription
	 */
	public SimulatedSubscription subscription(String id) {
		synchronized (this.lock) {
			SimulatedSubscription known = this.subscriptions.get(key(id));
			if (known != null) {
				return known;
			}
			SimulatedSubscription subscription = new SimulatedSubscription(this, id);
			this.subscriptions.put(key(id), subscription);
			this.revision++;
			return subscription;
		}
	}

	/**
	 * Find a subscription.
	 * @param id its id, in any case
	 * @return the subscription or {@code null}
	 */
	public @Nullable SimulatedSubscription findSubscription(String id) {
		return read(() -> this.subscriptions.get(key(id)));
	}

	/**
	 * Return all subscriptions.
	 * @return a copy, oldest first
	 */
	public List<SimulatedSubscription> subscriptions() {
		return read(() -> new ArrayList<>(this.subscriptions.values()));
	}

	/**
	 * Return the number of changes so far.
	 * @return the revision
	 */
	public long revision() {
		return this.revision;
	}

	/**
	 * Forget everything.
	 */
	public void clear() {
		change(() -> {
			this.subscriptions.clear();
			this.created.clear();
			this.addresses = 0;
		});
	}

	/**
	 * Make several changes as one: no list shows only some of them.
	 * @param changes makes the changes
	 */
	public void change(Runnable changes) {
		synchronized (this.lock) {
			changes.run();
			this.revision++;
		}
		this.onChange.run();
	}

	/**
	 * Read several things that belong together.
	 * @param <T> what is read
	 * @param reading reads them
	 * @return what was read
	 */
	public <T extends @Nullable Object> T read(Supplier<T> reading) {
		synchronized (this.lock) {
			return reading.get();
		}
	}

	/**
	 * Return an id that no other resource has or had, and that is the same in every run.
	 */
	UUID newId(String resourceId) {
		synchronized (this.lock) {
			int count = this.created.merge(key(resourceId), 1, Integer::sum);
			return UUID.nameUUIDFromBytes((key(resourceId) + '#' + count).getBytes(StandardCharsets.UTF_8));
		}
	}

	/**
	 * Return a private address that is not in use.
	 */
	String newAddress() {
		synchronized (this.lock) {
			int number = this.addresses++;
			return "10." + (1 + number / 62_500) + '.' + (number / 250 % 250) + '.' + (4 + number % 250);
		}
	}

	static String key(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
