package io.github.azurediscovery.health.probe;

import io.github.azurediscovery.health.ProbeSettings;

/**
 * The results of the probes of an instance. Accessed under the engine's lock only.
 */
public final class InstanceProbeHistory {

	public static final String HEALTHY = "healthy";

	private boolean known;

	private boolean healthy = true;

	private int against;

	private String reason = "";

	/** Add a result, and return whether the description changes. */
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
