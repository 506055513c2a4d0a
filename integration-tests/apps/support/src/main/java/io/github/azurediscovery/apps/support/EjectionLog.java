package io.github.azurediscovery.apps.support;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;

/**
 * Records which instances were ejected because calls to them failed, from the creation of
 * the log. Thread-safe.
 */
public final class EjectionLog implements AutoCloseable {

	private final Map<String, List<String>> reasons = new ConcurrentHashMap<>();

	private final ListenerSubscription subscription;

	/**
	 * Start recording.
	 * @param discovery the discovery
	 */
	public EjectionLog(AzureDiscovery discovery) {
		this.subscription = discovery.health().subscribe(this::judged);
	}

	private void judged(InstanceHealthChange change) {
		String reason = change.to().outlier();
		if (change.cause() == Cause.OUTLIER && !change.to().routable() && reason != null) {
			this.reasons.computeIfAbsent(change.instance().name(), (name) -> new CopyOnWriteArrayList<>()).add(reason);
		}
	}

	/**
	 * Return why an instance was ejected.
	 * @param instance the name of its VM
	 * @return the reason of each time, empty if it was not
	 */
	public List<String> reasons(String instance) {
		return List.copyOf(this.reasons.getOrDefault(instance, List.of()));
	}

	@Override
	public void close() {
		this.subscription.close();
	}

}
