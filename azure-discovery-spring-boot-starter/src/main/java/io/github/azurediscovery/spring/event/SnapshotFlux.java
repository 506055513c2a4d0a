package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.catalog.Snapshot;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The catalog as a stream: the current snapshot at once, then every one whose content
 * differs. A slow subscriber gets the latest and misses those between. Never ends.
 */
final class SnapshotFlux {

	private SnapshotFlux() {
	}

	static Flux<Snapshot> of(Catalog catalog) {
		return Flux.create((sink) -> {
			Subscription subscription = catalog.subscribe((change) -> sink.next(change.after()));
			sink.onDispose(subscription::close);
			sink.next(catalog.current());
		}, FluxSink.OverflowStrategy.LATEST);
	}

}
