package io.github.azurediscovery.kill;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;

/**
 * Waits until the machine is idle enough, so that slowness is not taken for a fault.
 */
final class IdleMachine {

	private static final double BUSY = 0.7;

	private static final int CALM_SECONDS = 5;

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private IdleMachine() {
	}

	/**
	 * Wait until the processors were less than 70 % busy for five seconds on end, for a
	 * minute at most.
	 */
	static void await() throws InterruptedException {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		double load = system.getCpuLoad();
		for (int calm = 0; calm < CALM_SECONDS; calm = (load < BUSY) ? calm + 1 : 0) {
			if (System.nanoTime() > deadline) {
				System.err.printf("The machine is %.0f %% busy: slowness may be taken for a fault%n", 100 * load);
				return;
			}
			Thread.sleep(1000);
			load = system.getCpuLoad();
		}
	}

}
