package io.github.azurediscovery;

import java.util.Optional;
import java.util.concurrent.Executor;
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
			catch (Throwable ex) {
				this.settled.set(false);
				logger.debug("No thread could be had to ask for the zone of this VM", ex);
			}
		}
	}

	private void ask() {
		boolean known = false;
		try {
			Optional<InstanceMetadata> self = this.imds.instance();
			self.ifPresent((vm) -> this.routes.zone(new Zone(vm.zone(), vm.location())));
			known = self.isPresent();
		}
		catch (Throwable ex) {
			logger.debug("The zone of this VM could not be found out", ex);
		}
		finally {
			this.settled.set(known);
		}
	}

}
