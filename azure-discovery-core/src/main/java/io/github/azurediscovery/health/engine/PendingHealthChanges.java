package io.github.azurediscovery.health.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.azurediscovery.health.InstanceHealthChange;
import org.jspecify.annotations.Nullable;

/**
 * The changes that listeners have not received yet. While listeners keep up, they receive
 * each change; once they are a thousand behind, the changes of one instance are merged,
 * so that there are never many more changes than instances. Thread-safe.
 */
final class PendingHealthChanges {

	private static final int TOLD_ONE_BY_ONE = 1000;

	private final Deque<InstanceHealthChange> waiting = new ArrayDeque<>();

	private final Map<String, InstanceHealthChange> merged = new LinkedHashMap<>();

	/**
	 * Add a change.
	 * @return whether the number of pending changes has grown
	 */
	synchronized boolean add(InstanceHealthChange change) {
		if (this.waiting.size() < TOLD_ONE_BY_ONE && this.merged.isEmpty()) {
			this.waiting.add(change);
			return true;
		}
		int before = this.merged.size();
		this.merged.merge(change.instance().service() + "/" + change.instance().id(), change,
				PendingHealthChanges::merge);
		return this.merged.size() > before;
	}

	/** Take the next change to deliver. */
	synchronized @Nullable InstanceHealthChange next() {
		InstanceHealthChange first = this.waiting.poll();
		Iterator<InstanceHealthChange> rest = this.merged.values().iterator();
		if (first == null && rest.hasNext()) {
			first = rest.next();
			rest.remove();
		}
		return first;
	}

	private static InstanceHealthChange merge(InstanceHealthChange older, InstanceHealthChange newer) {
		return new InstanceHealthChange(newer.instance(), older.from(), newer.to(), newer.cause());
	}

}
