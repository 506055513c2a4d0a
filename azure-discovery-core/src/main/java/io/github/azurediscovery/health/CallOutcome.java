package io.github.azurediscovery.health;

/** How a call to an instance ended, as evidence about the instance. */
public enum CallOutcome {

	/** The instance answered. */
	SUCCESS,

	/**
	 * No connection came about: refused, or a connect timeout. The instance is set aside
	 * at once, and one connect of ours decides: refused or silent ejects it, accepted
	 * leaves no trace.
	 */
	HARD_FAILURE,

	/**
	 * The TLS handshake failed. The instance is set aside at once, and one connection of
	 * ours decides, with a handshake that trusts any certificate: if that fails too, the
	 * instance is ejected; if it completes, the failure counts as a soft one, since it is
	 * the caller's trust that is missing.
	 */
	TLS_FAILURE,

	/**
	 * A bad status or a read timeout: ejected after several in a row, unless most of the
	 * other instances fail likewise.
	 */
	SOFT_FAILURE,

	/**
	 * Reset or closed early: one connect of ours decides. Refused or silent ejects the
	 * instance, accepted counts as a soft failure.
	 */
	SUSPECT

}
