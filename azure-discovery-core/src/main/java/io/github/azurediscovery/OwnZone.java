package io.github.azurediscovery;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.azurediscovery.balance.LiveRoutes;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.imds.ImdsClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the routes in which zone this VM is. */
final class OwnZone {

	private static final Logger logger = LoggerFactory.getLogger(OwnZone.class);

	private final ImdsClient imds;

	private final LiveRoutes routes;

	private final Executor network;

	OwnZone(ImdsClient imds, LiveRoutes routes, Executor network) {
		this.imds = imds;
		this.routes = routes;
		this.network = network;
	}

	/** Ask instance metadata, without waiting for it. */
	void find() {
		this.network.execute(() -> {
			try {
				this.imds.instance().ifPresent((self) -> this.routes.zone(new Zone(self.zone(), self.location())));
			}
			catch (RejectedExecutionException ex) {
				logger.debug("Discovery was closed before the zone of this VM was known");
			}
		});
	}

}
