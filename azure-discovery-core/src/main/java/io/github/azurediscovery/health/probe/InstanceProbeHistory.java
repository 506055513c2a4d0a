package io.github.azurediscovery.health.probe;

import io.github.azurediscovery.health.ProbeSettings;

/**
 * What the probes of an instance found so far. Under the owner's lock only.
 */
public final class InstanceProbeHistory {

	public static final String HEALTHY = "healthy";

	private boolean known;

	private boolean healthy = true;

	private int against;

	private String reason = "";

	/** Note a finding, and return whether the words change. */
	public boolean add(InstanceProbeResult finding, ProbeSettings settings) {
		boolean before = this.healthy;
		boolean first = !this.known;
		this.known = true;
		if (finding.alive() == this.healthy) {
			this.against = 0;
		}
		else if (++this.against >= (this.healthy ? settings.unhealthyThreshold() : settings.healthyThreshold())) {
			this.healthy = !this.healthy;
			this.against = 0;
			this.reason = finding.reason();
		}
		return first || this.healthy != before;
	}

	public boolean known() {
		return this.known;
	}

	public boolean healthy() {
		return this.healthy;
	}

	@Override
	public String toString() {
		return this.healthy ? HEALTHY : "unhealthy: " + this.reason;
	}

}
