package io.github.azurediscovery.grpc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.refresh.SourceStatus;

/**
 * Knows whether discovery can tell that a service has no instances: once every source has
 * answered or failed, or a channel has waited long enough. Thread-safe.
 */
final class FirstAnswer {

	private final AzureDiscovery discovery;

	private final Set<String> told = ConcurrentHashMap.newKeySet();

	private volatile boolean waited;

	FirstAnswer(AzureDiscovery discovery) {
		this.discovery = discovery;
	}

	/** A source has answered or failed, and the catalog has what it said. */
	void told(SourceStatus source) {
		this.told.add(source.name());
	}

	/** Wait no longer. */
	void waited() {
		this.waited = true;
	}

	boolean isIn() {
		return this.waited || this.discovery.catalog().lastUpdate() != null
				|| (!this.told.isEmpty() && this.told.containsAll(names()));
	}

	private Set<String> names() {
		return Set.copyOf(this.discovery.sources().stream().map(SourceStatus::name).toList());
	}

}
