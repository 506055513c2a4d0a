package io.github.azurediscovery.haproxy;

import java.util.Map;

/**
 * All that HAProxy shall hold.
 *
 * @param backends the backends by name
 * @param complete whether every source has answered
 */
record WantedState(Map<String, WantedBackend> backends, boolean complete) {

	static final WantedState NOTHING = new WantedState(Map.of(), false);

}
