package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.source.Round;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one inventory for each scope, for as long as the connection it was read over is
 * open. Thread-safe.
 */
final class InventoryRegistry implements InventoryProvider {

	private final ScopeSettings scopes;

	private final ConnectionHolder connections;

	private final OwnMetadata metadata;

	private final Calls calls;

	private final InventorySettings settings;

	InventoryRegistry(ScopeSettings scopes, ConnectionHolder connections, OwnMetadata metadata, Calls calls,
			InventorySettings settings) {
		this.scopes = scopes;
		this.connections = connections;
		this.metadata = metadata;
		this.calls = calls;
		this.settings = settings;
	}

	@Override
	public @Nullable InstanceMetadata localVm(Round round) throws ListException, InterruptedException {
		return this.metadata.find(round.onDemand());
	}

	@Override
	public Inventory inventory(Place place) throws ListException, InterruptedException {
		OpenConnection connection = this.connections.get();
		if (!connection.inventories().containsKey(key(place))) {
			connection.arm().lists().prepare(place.subscription(), this.calls);
		}
		connection.arm().ready();
		return inventory(connection, place);
	}

	private Inventory inventory(OpenConnection connection, Place place) {
		return connection.inventories()
			.computeIfAbsent(key(place), (key) -> new Inventory(place, connection.arm().lists(), this.calls,
					this.settings, (here) -> neighbours(connection, here)));
	}

	/** The inventories of the other configured groups in the same subscription. */
	private List<Inventory> neighbours(OpenConnection connection, Place place) {
		InstanceMetadata localVm = this.metadata.known();
		List<Inventory> neighbours = new ArrayList<>();
		for (Scope scope : Scopes.of(this.scopes)) {
			String subscription = (scope.subscription() != null) ? scope.subscription()
					: ((localVm != null) ? localVm.subscriptionId() : null);
			String group = scope.group();
			if (place.subscription().equalsIgnoreCase(subscription) && group != null && !group.equals("*")
					&& place.group() != null && !group.equalsIgnoreCase(place.group())) {
				neighbours.add(inventory(connection, new Place(place.subscription(), group)));
			}
		}
		return neighbours;
	}

	private static String key(Place place) {
		return place.toString().toLowerCase(Locale.ROOT);
	}

}
