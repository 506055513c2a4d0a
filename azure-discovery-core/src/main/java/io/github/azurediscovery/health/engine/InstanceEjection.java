package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why and until when an instance is out because of how calls to it ended.
 *
 * @param hard whether the evidence is hard
 * @param mustAnswer whether accepting a connection is not enough to be back, since it did
 * badly while it accepted them
 * @param served how long it will have been out when it is tried next
 * @param until when it is tried next, for showing only
 * @param reason the evidence
 */
record InstanceEjection(boolean hard, boolean mustAnswer, Duration served, Instant until, String reason) {

	InstanceEjection hardened(String evidence) {
		return new InstanceEjection(true, this.mustAnswer, this.served, this.until, evidence);
	}

	InstanceEjection extended(Duration more, Instant later) {
		return new InstanceEjection(this.hard, this.mustAnswer, this.served.plus(more), later, this.reason);
	}

	@Override
	public String toString() {
		return "ejected until " + this.until.truncatedTo(ChronoUnit.SECONDS) + ": " + this.reason;
	}

}
