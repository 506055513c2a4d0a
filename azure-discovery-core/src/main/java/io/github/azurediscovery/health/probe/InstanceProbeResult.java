package io.github.azurediscovery.health.probe;

import io.github.azurediscovery.catalog.VisibleText;

/**
 * What a probe found.
 *
 * @param state whether the instance lives
 * @param reason the evidence in a few words
 */
public record InstanceProbeResult(State state, String reason) {

	/** The other side has a hand in the words: no more of them than fit on a line. */
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

	/** Whether the instance lives. */
	public enum State {

		ALIVE,

		/** Nothing accepts connections there. */
		DEAD,

		/** It accepts connections, and that is all. */
		SILENT,

		/** It does not do well, or the trouble may be ours. */
		UNCLEAR

	}

}
