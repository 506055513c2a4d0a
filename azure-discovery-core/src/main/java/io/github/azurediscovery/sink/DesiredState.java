package io.github.azurediscovery.sink;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sink shall hold: every instance of every service, with its state. Immutable.
 *
 * @param version counts the states since discovery was built; a higher one is newer
 * @param complete whether every source has answered at least once, and, as long as there
 * is no instance at all, as often as the guard wants a loss confirmed. Until then a
 * service that is not among {@code services} may still exist, and a sink leaves it alone:
 * it adds at once, and removes only when complete
 * @param services the instances by service, both sorted by id. While the state is not
 * complete, a service that has lost its last instance is there with none, and is emptied
 * all the same
 */
public record DesiredState(long version, boolean complete, Map<String, List<SinkTarget>> services) {

	/** Nothing is known yet. */
	static final DesiredState UNKNOWN = new DesiredState(0, false, Map.of());

	public DesiredState {
		Map<String, List<SinkTarget>> sorted = new TreeMap<>();
		services.forEach((service, targets) -> sorted.put(service, List.copyOf(targets)));
		services = Collections.unmodifiableMap(sorted);
	}

	/**
	 * Return whether another state asks for the same, whatever its version.
	 * @param other another state
	 * @return whether a sink that holds the one holds the other
	 */
	boolean isLike(DesiredState other) {
		return this.complete == other.complete && this.services.equals(other.services);
	}

}
