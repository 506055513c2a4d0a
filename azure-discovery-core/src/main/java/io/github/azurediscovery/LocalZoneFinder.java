package io.github.azurediscovery;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.azurediscovery.balance.LiveRoutingTable;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.imds.ImdsClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the routes in which zone this VM is, and when that changes. */
final class LocalZoneFinder {

	private static final Logger logger = LoggerFactory.getLogger(LocalZoneFinder.class);

	private final ImdsClient imds;

	private final LiveRoutingTable routes;

	private final Executor network;

	private final AtomicBoolean asking = new AtomicBoolean();

	private volatile Zone told = Zone.NONE;

	LocalZoneFinder(ImdsClient imds, LiveRoutingTable routes, Executor network) {
		this.imds = imds;
		this.routes = routes;
		this.network = network;
	}

	/**
	 * Ask instance metadata, without waiting for it, unless it is being asked. To be
	 * called again now and then: metadata may come late, and what it says may change.
	 */
	void find() {
		if (this.asking.compareAndSet(false, true)) {
			try {
				this.network.execute(this::ask);
			}
			catch (Throwable ex) {
				this.asking.set(false);
				logger.debug("No thread was available to ask for the zone of this VM", ex);
			}
		}
	}

	private void ask() {
		try {
			this.imds.instance().ifPresent((known) -> tell(new Zone(known.zone(), known.location())));
		}
		catch (Throwable ex) {
			logger.debug("The zone of this VM could not be found out", ex);
		}
		finally {
			this.asking.set(false);
		}
	}

	private void tell(Zone zone) {
		if (!zone.equals(this.told)) {
			this.routes.zone(zone);
			this.told = zone;
		}
	}

}
