package io.github.azurediscovery.health;

import io.github.azurediscovery.catalog.VisibleText;

/**
 * What a probe found.
 *
 * @param state whether the instance lives
 * @param reason the evidence in a few words
 */
record Finding(State state, String reason) {

	/** The other side has a hand in the words: no more of them than fit on a line. */
	Finding {
		reason = VisibleText.brief(reason);
	}

	static final Finding ALIVE = new Finding(State.ALIVE, "it answered");

	static Finding dead(String reason) {
		return new Finding(State.DEAD, reason);
	}

	static Finding unclear(String reason) {
		return new Finding(State.UNCLEAR, reason);
	}

	static Finding silent(String reason) {
		return new Finding(State.SILENT, reason);
	}

	boolean alive() {
		return this.state == State.ALIVE;
	}

	/** Whether the instance lives. */
	enum State {

		ALIVE,

		/** Nobody listens there. */
		DEAD,

		/** It accepts connections, and that is all. */
		SILENT,

		/** It does not do well, or the trouble may be ours. */
		UNCLEAR

	}

}
