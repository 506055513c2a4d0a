package io.github.azurediscovery.health.probe;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Instance;

/**
 * A probe that tells what it found whatever happens, so that what waits for it goes on:
 * where there is no thread to ask, or asking breaks, that is unclear.
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
