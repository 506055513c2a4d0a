package io.github.azurediscovery.azure.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.inventory.InventoryOptions;
import io.github.azurediscovery.azure.inventory.InventoryProvider;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one inventory for each scope for the lifetime of the session. Thread-safe.
 */
final class InventoryRegistry implements InventoryProvider {

	private final ScopeSettings scopes;

	private final ArmSessionHolder sessions;

	private final LocalVmMetadata metadata;

	private final ConcurrentArmCalls calls;

	private final InventoryOptions options;

	InventoryRegistry(ScopeSettings scopes, ArmSessionHolder sessions, LocalVmMetadata metadata,
			ConcurrentArmCalls calls, InventoryOptions options) {
		this.scopes = scopes;
		this.sessions = sessions;
		this.metadata = metadata;
		this.calls = calls;
		this.options = options;
	}

	@Override
	public @Nullable InstanceMetadata localVm(RefreshRound round) throws ArmAccessException, InterruptedException {
		return round.onDemand() ? this.metadata.findAgain() : this.metadata.find();
	}

	@Override
	public ScopeInventory inventory(ResourceListScope scope) throws ArmAccessException, InterruptedException {
		ArmSession session = this.sessions.get();
		if (!session.inventories().containsKey(key(scope))) {
			session.arm().client().warmUp(scope.subscription(), this.calls);
		}
		session.arm().awaitToken();
		return inventory(session, scope);
	}

	private ScopeInventory inventory(ArmSession session, ResourceListScope scope) {
		return session.inventories()
			.computeIfAbsent(key(scope), (key) -> new ScopeInventory(scope, session.arm().client(), this.calls,
					this.options, (here) -> neighbours(session, here)));
	}

	/** The inventories of the other configured groups in the same subscription. */
	private List<ScopeInventory> neighbours(ArmSession session, ResourceListScope scope) {
		InstanceMetadata localVm = this.metadata.known();
		List<ScopeInventory> neighbours = new ArrayList<>();
		for (ConfiguredScope other : ScopeExpander.of(this.scopes)) {
			String subscription = (other.subscription() != null) ? other.subscription()
					: ((localVm != null) ? localVm.subscriptionId() : null);
			String group = other.group();
			if (scope.subscription().equalsIgnoreCase(subscription) && group != null && !group.equals("*")
					&& scope.group() != null && !group.equalsIgnoreCase(scope.group())) {
				neighbours.add(inventory(session, new ResourceListScope(scope.subscription(), group)));
			}
		}
		return neighbours;
	}

	private static String key(ResourceListScope scope) {
		return scope.toString().toLowerCase(Locale.ROOT);
	}

}
