package io.github.azurediscovery.health;

/** How a call to an instance ended, as evidence about the instance. */
public enum CallOutcome {

	/** The instance answered. */
	SUCCESS,

	/**
	 * No connection was established: refused, or a connect timeout. The instance is set
	 * aside at once, and one connection of the library decides: if it is refused or times
	 * out, the instance is ejected; if it is accepted, the failure has no effect.
	 */
	HARD_FAILURE,

	/**
	 * The TLS handshake failed. The instance is set aside at once, and one connection of
	 * the library decides, with a handshake that trusts any certificate: if that fails
	 * too, the instance is ejected; if it completes, the failure counts as a soft one,
	 * since the caller does not trust the certificate.
	 */
	TLS_FAILURE,

	/**
	 * A bad status or a read timeout. Several in a row eject the instance, unless most of
	 * the other instances fail likewise.
	 */
	SOFT_FAILURE,

	/**
	 * The connection was reset or closed early. One connection of the library decides: if
	 * it is refused or times out, the instance is ejected; if it is accepted, the failure
	 * counts as a soft one.
	 */
	SUSPECT

}
