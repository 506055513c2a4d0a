package io.github.azurediscovery.health.probe;

import java.util.concurrent.Executor;

import io.github.azurediscovery.health.ProbeSettings;

/** What health sends over the network, and where it may block for it. */
public interface ProbeFactory {

	/** Return what decides about an accused instance, and whether a dead one is back. */
	InstanceProbe connect();

	/**
	 * Return what decides about an instance whose connections broke: one of ours, which
	 * must last longer than a dying process takes to close all of its own.
	 */
	InstanceProbe lastingConnect();

	/**
	 * Return what decides about an instance with which a caller's TLS handshake failed: a
	 * connection and a handshake, whatever the certificate.
	 */
	InstanceProbe handshake();

	/**
	 * Return what decides whether an instance is back that did badly while it accepted
	 * connections.
	 */
	InstanceProbe answer(ProbeSettings settings);

	/** Return what a service is probed with. */
	InstanceProbe probe(ProbeSettings settings);

	/** Return the threads that may block. */
	Executor threads();

}
