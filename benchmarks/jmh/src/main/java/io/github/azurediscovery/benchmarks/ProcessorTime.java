package io.github.azurediscovery.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.OperatingSystemMXBean;

/** The processor time of this process, all of its threads, the collector's included. */
final class ProcessorTime {

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private ProcessorTime() {
	}

	/** Return the median of what some work takes, in milliseconds, each time anew. */
	static double median(int times, Runnable work) {
		double[] taken = new double[times];
		for (int i = 0; i < times; i++) {
			long before = SYSTEM.getProcessCpuTime();
			work.run();
			taken[i] = (SYSTEM.getProcessCpuTime() - before) / 1e6;
		}
		Arrays.sort(taken);
		return taken[times / 2];
	}

}
