package io.github.azurediscovery.health.probe;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Instance;

/**
 * A probe that always delivers a result, so that waiting work continues: if no thread is
 * available, or the probe throws, the result is unclear.
 */
final class ReliableProbe implements InstanceProbe {

	private final InstanceProbe probe;

	ReliableProbe(InstanceProbe probe) {
		this.probe = probe;
	}

	@Override
	public void ask(Instance instance, Consumer<InstanceProbeResult> answer) {
		AtomicBoolean told = new AtomicBoolean();
		Consumer<InstanceProbeResult> once = (finding) -> {
			if (told.compareAndSet(false, true)) {
				answer.accept(finding);
			}
		};
		try {
			this.probe.ask(instance, once);
		}
		catch (Throwable ex) {
			once.accept(InstanceProbeResult.unclear("could not be asked: " + ex));
		}
	}

}
