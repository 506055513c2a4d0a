package io.github.azurediscovery.health;

import java.util.concurrent.Executor;

/** What health sends over the network, and where it may block for it. */
interface Network {

	/** Return what decides about an accused instance, and whether a dead one is back. */
	Probe connect();

	/**
	 * Return what decides about an instance whose connections broke: one of ours, which
	 * must last longer than a dying process takes to close all of its own.
	 */
	Probe lastingConnect();

	/**
	 * Return what decides about an instance with which a caller's TLS handshake failed: a
	 * connection and a handshake, whatever the certificate.
	 */
	Probe handshake();

	/**
	 * Return what decides whether an instance is back that did badly while it accepted
	 * connections.
	 */
	Probe answer(ProbeSettings settings);

	/** Return what a service is probed with. */
	Probe probe(ProbeSettings settings);

	/** Return the threads that may block. */
	Executor threads();

}
