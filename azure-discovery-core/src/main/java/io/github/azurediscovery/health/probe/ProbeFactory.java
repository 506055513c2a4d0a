package io.github.azurediscovery.health.probe;

import java.util.concurrent.Executor;

import io.github.azurediscovery.health.ProbeSettings;

/**
 * Creates the probes that health sends over the network, and provides the threads that
 * may block.
 */
public interface ProbeFactory {

	/**
	 * Return the probe that decides about an accused instance, and whether a dead one is
	 * back.
	 */
	InstanceProbe connect();

	/**
	 * Return the probe that decides about an instance whose connections broke: a
	 * connection that must last longer than a dying process takes to close its own.
	 */
	InstanceProbe lastingConnect();

	/**
	 * Return the probe that decides about an instance after a caller's TLS handshake
	 * failed: a connection and a handshake that accepts any certificate.
	 */
	InstanceProbe handshake();

	/**
	 * Return the probe that decides whether an instance is back that did badly while it
	 * accepted connections.
	 */
	InstanceProbe answer(ProbeSettings settings);

	/** Return the active probe of a service. */
	InstanceProbe probe(ProbeSettings settings);

	/** Return threads that may block. */
	Executor threads();

}
