package io.github.azurediscovery.health.probe;

import io.github.azurediscovery.catalog.VisibleText;

/**
 * The result of a probe.
 *
 * @param state whether the instance is alive
 * @param reason the evidence in a few words
 */
public record InstanceProbeResult(State state, String reason) {

	/** The other side influences the text, so it is cut to one line. */
	public InstanceProbeResult {
		reason = VisibleText.brief(reason);
	}

	public static final InstanceProbeResult ALIVE = new InstanceProbeResult(State.ALIVE, "it answered");

	public static InstanceProbeResult dead(String reason) {
		return new InstanceProbeResult(State.DEAD, reason);
	}

	public static InstanceProbeResult unclear(String reason) {
		return new InstanceProbeResult(State.UNCLEAR, reason);
	}

	public static InstanceProbeResult silent(String reason) {
		return new InstanceProbeResult(State.SILENT, reason);
	}

	public boolean alive() {
		return this.state == State.ALIVE;
	}

	/** Whether the instance is alive. */
	public enum State {

		ALIVE,

		/** Nothing accepts connections there. */
		DEAD,

		/** It accepts connections, but does not answer. */
		SILENT,

		/** It does not do well, or the problem may be on this side. */
		UNCLEAR

	}

}
