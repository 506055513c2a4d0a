package io.github.azurediscovery.health.probe;

import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Instance;

/** Connects first, then requires an answer to a request. */
final class ConnectThenRequestProbe implements InstanceProbe {

	private final InstanceProbe connect;

	private final InstanceProbe request;

	ConnectThenRequestProbe(InstanceProbe connect, InstanceProbe request) {
		this.connect = connect;
		this.request = request;
	}

	@Override
	public void ask(Instance instance, Consumer<InstanceProbeResult> answer) {
		this.connect.ask(instance, (connected) -> {
			if (connected.alive()) {
				this.request.ask(instance, (answered) -> answer.accept(answered.alive() ? answered : InstanceProbeResult
					.silent("it accepts connections but does not answer: " + answered.reason())));
			}
			else {
				answer.accept(connected);
			}
		});
	}

}
