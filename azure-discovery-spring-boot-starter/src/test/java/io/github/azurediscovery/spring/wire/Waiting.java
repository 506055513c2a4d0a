package io.github.azurediscovery.spring.wire;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** Waits for what happens elsewhere, but not for ever. */
final class Waiting {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private Waiting() {
	}

	static void until(BooleanSupplier condition) {
		long deadline = System.nanoTime() + LONGEST.toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime()).as("waited " + LONGEST).isLessThan(deadline);
			try {
				Thread.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

}
