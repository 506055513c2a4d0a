package io.github.azurediscovery.azure.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.azure.arm.ArmConnection;
import io.github.azurediscovery.azure.inventory.ScopeInventory;

/**
 * A connection in use, with the inventories that were read over it.
 *
 * @param arm the connection
 * @param provisional whether cloud or credential would follow from instance metadata,
 * which has not answered yet
 * @param inventories the inventories by their scope
 */
record OpenConnection(ArmConnection arm, boolean provisional, Map<String, ScopeInventory> inventories) {

	OpenConnection(ArmConnection arm, boolean provisional) {
		this(arm, provisional, new ConcurrentHashMap<>());
	}

}
