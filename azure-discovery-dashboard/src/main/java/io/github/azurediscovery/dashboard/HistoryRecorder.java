package io.github.azurediscovery.dashboard;

import java.time.InstantSource;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.spring.actuate.ArmUsage;

/** Remembers the recent past from the moment the application starts. */
final class HistoryRecorder implements AutoCloseable {

	private final TimelineHistory timeline;

	private final RequestHistory requests;

	private final List<Subscription> subscriptions;

	HistoryRecorder(AzureDiscovery discovery, ArmUsage usage, InstantSource clock) {
		this.requests = new RequestHistory(usage);
		this.timeline = new TimelineHistory(clock);
		TimelineRecorder chronicle = new TimelineRecorder(this.timeline, discovery.routes());
		RefreshListener rounds = chronicle;
		this.subscriptions = List.of(discovery.catalog().subscribe(chronicle), discovery.health().subscribe(chronicle),
				discovery.subscribe(rounds), discovery.subscribe(this.requests));
	}

	TimelineHistory timeline() {
		return this.timeline;
	}

	RequestHistory requests() {
		return this.requests;
	}

	@Override
	public void close() {
		this.subscriptions.forEach(Subscription::close);
	}

}
