package io.github.azurediscovery.health;

import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Instance;

/** Connects, and then wants an answer too. */
final class AnswerProbe implements Probe {

	private final Probe connect;

	private final Probe request;

	AnswerProbe(Probe connect, Probe request) {
		this.connect = connect;
		this.request = request;
	}

	@Override
	public void ask(Instance instance, Consumer<Finding> answer) {
		this.connect.ask(instance, (connected) -> {
			if (connected.alive()) {
				this.request.ask(instance, (answered) -> answer.accept(answered.alive() ? answered
						: Finding.silent("it accepts connections but does not answer: " + answered.reason())));
			}
			else {
				answer.accept(connected);
			}
		});
	}

}
