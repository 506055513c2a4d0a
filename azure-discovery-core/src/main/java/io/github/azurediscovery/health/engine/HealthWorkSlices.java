package io.github.azurediscovery.health.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts work under the engine's lock into short slices, so that a caller's report waits
 * for one of them and not for all.
 */
final class HealthWorkSlices {

	/** Instances that are processed within a millisecond. */
	private static final int INSTANCES = 500;

	/** Services that are processed within a millisecond. */
	private static final int SERVICES = 25;

	private HealthWorkSlices() {
	}

	/**
	 * Cut services into slices, each of which holds one service at least.
	 * @param services the services, in any order
	 * @param size returns the number of instances of a service
	 */
	static List<List<String>> of(Collection<String> services, ToIntFunction<String> size) {
		List<List<String>> slices = new ArrayList<>();
		List<String> slice = new ArrayList<>();
		int instances = 0;
		for (String service : services) {
			int more = size.applyAsInt(service);
			if (!slice.isEmpty() && (slice.size() == SERVICES || instances + more > INSTANCES)) {
				slices.add(slice);
				slice = new ArrayList<>();
				instances = 0;
			}
			slice.add(service);
			instances += more;
		}
		if (!slice.isEmpty()) {
			slices.add(slice);
		}
		return slices;
	}

}
