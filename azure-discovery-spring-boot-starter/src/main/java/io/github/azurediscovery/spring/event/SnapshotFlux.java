package io.github.azurediscovery.spring.event;

import io.github.azurediscovery.catalog.Catalog;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.Snapshot;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The catalog as a {@link Flux}: emits the current snapshot immediately, then every
 * snapshot whose content differs. A slow subscriber receives only the latest. Never
 * completes.
 */
final class SnapshotFlux {

	private SnapshotFlux() {
	}

	static Flux<Snapshot> of(Catalog catalog) {
		return Flux.create((sink) -> {
			ListenerSubscription subscription = catalog.subscribe((change) -> sink.next(change.after()));
			sink.onDispose(subscription::close);
			sink.next(catalog.current());
		}, FluxSink.OverflowStrategy.LATEST);
	}

}
