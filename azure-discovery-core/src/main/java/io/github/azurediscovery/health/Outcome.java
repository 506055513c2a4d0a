package io.github.azurediscovery.health;

/** How a call to an instance ended, as evidence about the instance. */
public enum Outcome {

	/** The instance answered. */
	SUCCESS,

	/** Refused, connect timeout, or TLS handshake failure: ejected at once. */
	HARD_FAILURE,

	/** A bad status or a read timeout: ejected after several in a row. */
	SOFT_FAILURE,

	/**
	 * Reset or closed early: one TCP connect decides whether that is hard, or counts as
	 * soft.
	 */
	SUSPECT

}
