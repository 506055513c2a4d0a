package io.github.azurediscovery.endurance;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.util.StringUtils;

/**
 * The resources that an application uses.
 *
 * @param heapKilobytes the live heap
 * @param threads the live threads
 * @param files the open file handles, sockets included
 * @param meters the registered meters
 */
record ResourceFootprint(long heapKilobytes, int threads, long files, int meters) {

	private static final int COLLECTIONS = 5;

	/** The heap that caches and compiled code may add. */
	private static final long MORE_KILOBYTES = 8_000;

	/** Threads of pools that may exist at one moment and not at another. */
	private static final int MORE_THREADS = 20;

	/** Handles that may be open at one moment and not at another. */
	private static final int MORE_FILES = 20;

	/** Meters of outcomes that had not occurred yet. */
	private static final int MORE_METERS = 20;

	static ResourceFootprint of(MeterRegistry meters) {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < COLLECTIONS; i++) {
			System.gc();
			least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		long files = (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)
				? unix.getOpenFileDescriptorCount() : 0;
		return new ResourceFootprint(least / 1024, Thread.getAllStackTraces().size(), files, meters.getMeters().size());
	}

	static ResourceFootprint parse(String line) {
		List<String> numbers = List.of(StringUtils.tokenizeToStringArray(line, " "));
		return new ResourceFootprint(Long.parseLong(numbers.get(0)), Integer.parseInt(numbers.get(1)),
				Long.parseLong(numbers.get(2)), Integer.parseInt(numbers.get(3)));
	}

	String line() {
		return this.heapKilobytes + " " + this.threads + ' ' + this.files + ' ' + this.meters;
	}

	/** Return what has grown by more than the tolerance. */
	List<String> grownTo(ResourceFootprint later) {
		List<String> grown = new ArrayList<>();
		if (later.heapKilobytes > this.heapKilobytes * 1.1 + MORE_KILOBYTES) {
			grown.add("heap from " + this.heapKilobytes + " to " + later.heapKilobytes + " kB");
		}
		if (later.threads > this.threads + MORE_THREADS) {
			grown.add("threads from " + this.threads + " to " + later.threads);
		}
		if (later.files > this.files + MORE_FILES) {
			grown.add("file handles from " + this.files + " to " + later.files);
		}
		if (later.meters > this.meters + MORE_METERS) {
			grown.add("meters from " + this.meters + " to " + later.meters);
		}
		return grown;
	}

}
