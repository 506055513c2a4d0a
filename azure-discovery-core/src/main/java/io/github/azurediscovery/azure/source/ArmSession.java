package io.github.azurediscovery.azure.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.azure.arm.ArmConnection;
import io.github.azurediscovery.azure.inventory.ScopeInventory;

/**
 * A connection in use, with the inventories that were read over it.
 *
 * @param arm the connection
 * @param provisional whether instance metadata, which is not available yet, may determine
 * another cloud or credential
 * @param inventories the inventories by their scope
 */
record ArmSession(ArmConnection arm, boolean provisional, Map<String, ScopeInventory> inventories) {

	ArmSession(ArmConnection arm, boolean provisional) {
		this(arm, provisional, new ConcurrentHashMap<>());
	}

}
