package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why and until when an instance is ejected because calls to it failed.
 *
 * @param evidence why it is ejected
 * @param awaited what it has to show to be back
 * @param served how long it will have been out when it is tried next
 * @param until when it is tried next, for showing only
 * @param reason the evidence in words
 */
record InstanceEjection(EvidenceKind evidence, SignOfLife awaited, Duration served, Instant until, String reason) {

	boolean hard() {
		return this.evidence == EvidenceKind.HARD;
	}

	InstanceEjection hardened(String evidence) {
		return new InstanceEjection(EvidenceKind.HARD, this.awaited, this.served, this.until, evidence);
	}

	InstanceEjection extended(Duration more, Instant later) {
		return new InstanceEjection(this.evidence, this.awaited, this.served.plus(more), later, this.reason);
	}

	@Override
	public String toString() {
		return "ejected until " + this.until.truncatedTo(ChronoUnit.SECONDS) + ": " + this.reason;
	}

}
