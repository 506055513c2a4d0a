package io.github.azurediscovery.dashboard;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.sink.SinkStatus;

/** Notices changes of discovery while the dashboard is open. Not thread-safe. */
final class DiscoveryWatch {

	private final AzureDiscovery discovery;

	private final List<ListenerSubscription> subscriptions = new ArrayList<>();

	private List<SinkStatus> sinks = List.of();

	DiscoveryWatch(AzureDiscovery discovery) {
		this.discovery = discovery;
	}

	/**
	 * Subscribe.
	 * @param changed run after each change, by any thread
	 */
	void begin(Runnable changed) {
		this.subscriptions.add(this.discovery.catalog().subscribe((change) -> changed.run()));
		this.subscriptions.add(this.discovery.health().subscribe((change) -> changed.run()));
		this.subscriptions.add(this.discovery.subscribe((round, status, duration, held) -> changed.run()));
	}

	void end() {
		this.subscriptions.forEach(ListenerSubscription::close);
		this.subscriptions.clear();
	}

	/**
	 * Compare the sinks, which have no events of their own.
	 * @return whether one has changed since the last call
	 */
	boolean haveSinksChanged() {
		List<SinkStatus> before = this.sinks;
		this.sinks = this.discovery.sinks();
		return !this.sinks.equals(before);
	}

}
