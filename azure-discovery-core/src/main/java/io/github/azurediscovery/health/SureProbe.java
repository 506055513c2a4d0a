package io.github.azurediscovery.health;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Instance;

/**
 * A probe that tells what it found whatever happens, so that what waits for it goes on:
 * where there is no thread to ask, or asking breaks, that is unclear.
 */
final class SureProbe implements Probe {

	private final Probe probe;

	SureProbe(Probe probe) {
		this.probe = probe;
	}

	@Override
	public void ask(Instance instance, Consumer<Finding> answer) {
		AtomicBoolean told = new AtomicBoolean();
		Consumer<Finding> once = (finding) -> {
			if (told.compareAndSet(false, true)) {
				answer.accept(finding);
			}
		};
		try {
			this.probe.ask(instance, once);
		}
		catch (Throwable ex) {
			once.accept(Finding.unclear("could not be asked: " + ex));
		}
	}

}
