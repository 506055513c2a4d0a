package io.github.azurediscovery.dashboard;

import java.time.InstantSource;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.spring.metrics.ArmUsage;

/** Records the recent history, from the start of the application. */
final class HistoryRecorder implements AutoCloseable {

	private final TimelineHistory timeline;

	private final RequestHistory requests;

	private final List<ListenerSubscription> subscriptions;

	HistoryRecorder(AzureDiscovery discovery, ArmUsage usage, InstantSource clock) {
		this.requests = new RequestHistory(usage);
		this.timeline = new TimelineHistory(clock);
		TimelineRecorder recorder = new TimelineRecorder(this.timeline, discovery.routes());
		RefreshListener refreshListener = recorder;
		this.subscriptions = List.of(discovery.catalog().subscribe(recorder), discovery.health().subscribe(recorder),
				discovery.subscribe(refreshListener), discovery.subscribe(this.requests));
	}

	TimelineHistory timeline() {
		return this.timeline;
	}

	RequestHistory requests() {
		return this.requests;
	}

	@Override
	public void close() {
		this.subscriptions.forEach(ListenerSubscription::close);
	}

}
