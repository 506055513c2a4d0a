package io.github.azurediscovery.fleet;

import java.util.Objects;

import io.github.azurediscovery.fleet.store.FleetHead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member says in the log about its poller: one line when it cannot ask Azure, one
 * when it can again. Called by one thread at a time.
 */
final class FleetLog {

	private static final Logger logger = LoggerFactory.getLogger(FleetMember.class);

	private @Nullable String poller;

	private boolean failing;

	/** A head was read. */
	void polled(FleetHead head) {
		if (!Objects.equals(head.poller(), this.poller)) {
			this.poller = head.poller();
			logger.debug("The poller of the fleet is '{}', in term {}", head.poller(), head.term());
		}
		boolean fails = head.error() != null;
		if (fails && !this.failing) {
			logger.warn("Poller '{}' of the fleet cannot ask Azure, and its last good instances are kept: {}",
					head.poller(), head.error());
		}
		else if (!fails && this.failing) {
			logger.info("Poller '{}' of the fleet asks Azure again", head.poller());
		}
		this.failing = fails;
	}

}
