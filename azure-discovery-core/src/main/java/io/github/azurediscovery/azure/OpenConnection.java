package io.github.azurediscovery.azure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A connection in use, with the inventories that were read over it.
 *
 * @param arm the connection
 * @param provisional whether cloud or credential would follow from instance metadata,
 * which has not answered yet
 * @param inventories the inventories by their scope
 */
record OpenConnection(Connection arm, boolean provisional, Map<String, Inventory> inventories) {

	OpenConnection(Connection arm, boolean provisional) {
		this(arm, provisional, new ConcurrentHashMap<>());
	}

}
