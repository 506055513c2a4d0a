package io.github.azurediscovery.health;

import java.util.concurrent.Executor;

/**
 * A network whose probes always tell what they found.
 *
 * @param network the network
 */
record SureNetwork(Network network) implements Network {

	@Override
	public Probe connect() {
		return new SureProbe(this.network.connect());
	}

	@Override
	public Probe lastingConnect() {
		return new SureProbe(this.network.lastingConnect());
	}

	@Override
	public Probe handshake() {
		return new SureProbe(this.network.handshake());
	}

	@Override
	public Probe answer(ProbeSettings settings) {
		return new SureProbe(this.network.answer(settings));
	}

	@Override
	public Probe probe(ProbeSettings settings) {
		return new SureProbe(this.network.probe(settings));
	}

	@Override
	public Executor threads() {
		return this.network.threads();
	}

}
