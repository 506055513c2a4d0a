package io.github.azurediscovery.dashboard;

import java.time.InstantSource;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.spring.actuate.ArmUsage;

/** Remembers the recent past from the moment the application starts. */
final class Recorder implements AutoCloseable {

	private final Timeline timeline;

	private final Requests requests;

	private final List<Subscription> subscriptions;

	Recorder(AzureDiscovery discovery, ArmUsage usage, InstantSource clock) {
		this.requests = new Requests(usage);
		this.timeline = new Timeline(clock);
		Chronicle chronicle = new Chronicle(this.timeline, discovery.routes());
		RefreshListener rounds = chronicle;
		this.subscriptions = List.of(discovery.catalog().subscribe(chronicle), discovery.health().subscribe(chronicle),
				discovery.subscribe(rounds), discovery.subscribe(this.requests));
	}

	Timeline timeline() {
		return this.timeline;
	}

	Requests requests() {
		return this.requests;
	}

	@Override
	public void close() {
		this.subscriptions.forEach(Subscription::close);
	}

}
