package io.github.azurediscovery.azure.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.arm.ConcurrentCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.inventory.InventoryOptions;
import io.github.azurediscovery.azure.inventory.InventoryProvider;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.resource.ListScope;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one inventory for each scope, for as long as the connection it was read over is
 * open. Thread-safe.
 */
final class InventoryRegistry implements InventoryProvider {

	private final ScopeSettings scopes;

	private final ConnectionHolder connections;

	private final LocalVmMetadata metadata;

	private final ConcurrentCalls calls;

	private final InventoryOptions settings;

	InventoryRegistry(ScopeSettings scopes, ConnectionHolder connections, LocalVmMetadata metadata,
			ConcurrentCalls calls, InventoryOptions settings) {
		this.scopes = scopes;
		this.connections = connections;
		this.metadata = metadata;
		this.calls = calls;
		this.settings = settings;
	}

	@Override
	public @Nullable InstanceMetadata localVm(RefreshRound round) throws ArmAccessException, InterruptedException {
		return this.metadata.find(round.onDemand());
	}

	@Override
	public ScopeInventory inventory(ListScope place) throws ArmAccessException, InterruptedException {
		OpenConnection connection = this.connections.get();
		if (!connection.inventories().containsKey(key(place))) {
			connection.arm().lists().prepare(place.subscription(), this.calls);
		}
		connection.arm().ready();
		return inventory(connection, place);
	}

	private ScopeInventory inventory(OpenConnection connection, ListScope place) {
		return connection.inventories()
			.computeIfAbsent(key(place), (key) -> new ScopeInventory(place, connection.arm().lists(), this.calls,
					this.settings, (here) -> neighbours(connection, here)));
	}

	/** The inventories of the other configured groups in the same subscription. */
	private List<ScopeInventory> neighbours(OpenConnection connection, ListScope place) {
		InstanceMetadata localVm = this.metadata.known();
		List<ScopeInventory> neighbours = new ArrayList<>();
		for (ConfiguredScope scope : ScopeExpander.of(this.scopes)) {
			String subscription = (scope.subscription() != null) ? scope.subscription()
					: ((localVm != null) ? localVm.subscriptionId() : null);
			String group = scope.group();
			if (place.subscription().equalsIgnoreCase(subscription) && group != null && !group.equals("*")
					&& place.group() != null && !group.equalsIgnoreCase(place.group())) {
				neighbours.add(inventory(connection, new ListScope(place.subscription(), group)));
			}
		}
		return neighbours;
	}

	private static String key(ListScope place) {
		return place.toString().toLowerCase(Locale.ROOT);
	}

}
