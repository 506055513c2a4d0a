package io.github.azurediscovery.haproxy.wanted;

import java.util.Map;

/**
 * All that HAProxy shall hold.
 *
 * @param backends the backends by name
 * @param complete whether every source has answered
 */
public record WantedState(Map<String, WantedBackend> backends, boolean complete) {

	public static final WantedState NOTHING = new WantedState(Map.of(), false);

}
