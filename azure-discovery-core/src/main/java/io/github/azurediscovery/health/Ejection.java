package io.github.azurediscovery.health;

import java.time.Instant;

/**
 * Why and until when an instance is out because of how calls to it ended.
 *
 * @param hard whether the evidence is hard
 * @param until when it is tried again
 * @param reason the evidence
 */
record Ejection(boolean hard, Instant until, String reason) {

	Ejection extended(Instant later) {
		return new Ejection(this.hard, later, this.reason);
	}

	@Override
	public String toString() {
		return "ejected until " + this.until + ": " + this.reason;
	}

}
