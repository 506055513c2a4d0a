package io.github.azurediscovery.fleet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.azurediscovery.catalog.ListenerSubscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all listeners of a member. What one of them throws is logged, and is no part of
 * what it was told of. Thread-safe.
 */
final class FleetListenerGroup implements FleetListener {

	private static final Logger logger = LoggerFactory.getLogger(FleetMember.class);

	private final List<FleetListener> listeners = new CopyOnWriteArrayList<>();

	ListenerSubscription subscribe(FleetListener listener) {
		return ListenerSubscription.add(listener, this.listeners);
	}

	@Override
	public void requested(String operation, String outcome) {
		tell((listener) -> listener.requested(operation, outcome));
	}

	@Override
	public void elected(ElectionOutcome outcome) {
		tell((listener) -> listener.elected(outcome));
	}

	private void tell(Consumer<FleetListener> news) {
		for (FleetListener listener : this.listeners) {
			try {
				news.accept(listener);
			}
			catch (Throwable ex) {
				logger.warn("Fleet listener {} failed: {}", listener.getClass().getName(), ex.toString());
				logger.debug("Where the fleet listener failed", ex);
			}
		}
	}

}
