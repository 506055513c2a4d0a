package io.github.azurediscovery.health.engine;

import java.util.concurrent.Executor;

import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.probe.InstanceProbe;
import io.github.azurediscovery.health.probe.ProbeFactory;

/** A network on which nothing is ever answered. */
final class SilentProbeFactory implements ProbeFactory {

	private static final InstanceProbe SILENCE = (instance, answer) -> {
	};

	@Override
	public InstanceProbe connect() {
		return SILENCE;
	}

	@Override
	public InstanceProbe lastingConnect() {
		return SILENCE;
	}

	@Override
	public InstanceProbe handshake() {
		return SILENCE;
	}

	@Override
	public InstanceProbe answer(ProbeSettings settings) {
		return SILENCE;
	}

	@Override
	public InstanceProbe probe(ProbeSettings settings) {
		return SILENCE;
	}

	@Override
	public Executor threads() {
		return Runnable::run;
	}

}
