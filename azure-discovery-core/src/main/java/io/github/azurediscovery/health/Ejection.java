package io.github.azurediscovery.health;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why and until when an instance is out because of how calls to it ended.
 *
 * @param hard whether the evidence is hard
 * @param mustAnswer whether accepting a connection is not enough to be back, since it did
 * badly while it accepted them
 * @param since when it went out
 * @param until when it is tried again
 * @param reason the evidence
 */
record Ejection(boolean hard, boolean mustAnswer, Instant since, Instant until, String reason) {

	Ejection hardened(String evidence) {
		return new Ejection(true, this.mustAnswer, this.since, this.until, evidence);
	}

	Ejection extended(Instant later) {
		return new Ejection(this.hard, this.mustAnswer, this.since, later, this.reason);
	}

	@Override
	public String toString() {
		return "ejected until " + this.until.truncatedTo(ChronoUnit.SECONDS) + ": " + this.reason;
	}

}
