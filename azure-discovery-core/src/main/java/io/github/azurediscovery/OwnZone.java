package io.github.azurediscovery;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.azurediscovery.balance.LiveRoutes;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.imds.InstanceMetadata;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the routes in which zone this VM is. */
final class OwnZone {

	private static final Logger logger = LoggerFactory.getLogger(OwnZone.class);

	private final ImdsClient imds;

	private final LiveRoutes routes;

	private final Executor network;

	private final AtomicBoolean settled = new AtomicBoolean();

	OwnZone(ImdsClient imds, LiveRoutes routes, Executor network) {
		this.imds = imds;
		this.routes = routes;
		this.network = network;
	}

	/**
	 * Ask instance metadata, without waiting for it, unless the zone is known or being
	 * asked for. To be called again now and then: metadata may come late.
	 */
	void find() {
		if (this.settled.compareAndSet(false, true)) {
			try {
				this.network.execute(this::ask);
			}
			catch (RejectedExecutionException ex) {
				logger.debug("Discovery was closed before the zone of this VM was known");
			}
		}
	}

	private void ask() {
		Optional<InstanceMetadata> self = this.imds.instance();
		try {
			self.ifPresent((known) -> this.routes.zone(new Zone(known.zone(), known.location())));
			this.settled.set(self.isPresent());
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Discovery was closed before the zone of this VM was known");
		}
	}

}
