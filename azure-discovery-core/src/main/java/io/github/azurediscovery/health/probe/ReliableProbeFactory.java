package io.github.azurediscovery.health.probe;

import java.util.concurrent.Executor;

import io.github.azurediscovery.health.ProbeSettings;

/**
 * Creates probes that always deliver a result.
 *
 * @param network the network
 */
public record ReliableProbeFactory(ProbeFactory network) implements ProbeFactory {

	@Override
	public InstanceProbe connect() {
		return new ReliableProbe(this.network.connect());
	}

	@Override
	public InstanceProbe lastingConnect() {
		return new ReliableProbe(this.network.lastingConnect());
	}

	@Override
	public InstanceProbe handshake() {
		return new ReliableProbe(this.network.handshake());
	}

	@Override
	public InstanceProbe answer(ProbeSettings settings) {
		return new ReliableProbe(this.network.answer(settings));
	}

	@Override
	public InstanceProbe probe(ProbeSettings settings) {
		return new ReliableProbe(this.network.probe(settings));
	}

	@Override
	public Executor threads() {
		return this.network.threads();
	}

}
