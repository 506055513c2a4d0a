package io.github.azurediscovery.health;

import java.util.concurrent.Executor;

/** A network on which nothing is ever answered. */
final class SilentNetwork implements Network {

	private static final Probe SILENCE = (instance, answer) -> {
	};

	@Override
	public Probe connect() {
		return SILENCE;
	}

	@Override
	public Probe lastingConnect() {
		return SILENCE;
	}

	@Override
	public Probe handshake() {
		return SILENCE;
	}

	@Override
	public Probe answer(ProbeSettings settings) {
		return SILENCE;
	}

	@Override
	public Probe probe(ProbeSettings settings) {
		return SILENCE;
	}

	@Override
	public Executor threads() {
		return Runnable::run;
	}

}
