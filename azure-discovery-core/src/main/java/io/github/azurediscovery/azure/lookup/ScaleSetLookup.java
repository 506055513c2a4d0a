package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.InventoryProvider;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListScope;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScaleSetMembership;
import io.github.azurediscovery.source.RefreshRound;

/** A configured service whose instances are those of a scale set. */
public final class ScaleSetLookup implements VmLookup {

	private final AzureServiceDefinition.ScaleSet set;

	private final boolean oneOfSeveral;

	private boolean found;

	private final ConfiguredServiceReader service;

	private final InventoryProvider inventories;

	/**
	 * Create a lookup.
	 * @param set the scale set
	 * @param oneOfSeveral whether other scopes are searched as well, so that the set need
	 * not be in this one
	 * @param service reads the port
	 * @param inventories finds the inventory of a set in another scope
	 */
	public ScaleSetLookup(AzureServiceDefinition.ScaleSet set, boolean oneOfSeveral, ConfiguredServiceReader service,
			InventoryProvider inventories) {
		this.set = set;
		this.oneOfSeveral = oneOfSeveral;
		this.service = service;
		this.inventories = inventories;
	}

	@Override
	public Found find(ScopeInventory scope, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		try {
			return instances(scope, round, tally);
		}
		catch (ArmAccessException ex) {
			if (this.oneOfSeveral && !this.found && ex.kind() == ArmAccessException.Kind.MISSING) {
				return new Found(List.of(), List
					.of(new Rejection(this.set.reference(), null, "there is no such scale set in " + scope.place())
						.as(Rejection.Kind.UNREADABLE)));
			}
			throw ex;
		}
	}

	private Found instances(ScopeInventory scope, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		AzureResourceId set = resolve(scope, round, tally);
		ScopeInventory inventory = scope.place().covers(set) ? scope
				: this.inventories.inventory(new ListScope(set.subscription(), set.group()));
		List<Claim> claims = new ArrayList<>();
		for (DiscoveredVm candidate : inventory.set(set, round, tally)) {
			claims.add(new Claim(candidate, this.service.read(candidate.tags())));
		}
		this.found = true;
		return new Found(claims, List.of());
	}

	private AzureResourceId resolve(ScopeInventory scope, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		String reference = this.set.reference().strip();
		if (this.set.isResourceId()) {
			return AzureResourceId.of(reference);
		}
		if (this.set.isSelf()) {
			return self(round);
		}
		String group = scope.place().group();
		if (group != null) {
			return AzureResourceId.scaleSet(scope.place().subscription(), group, reference);
		}
		ListedResource found = scope.scaleSet((id) -> id.name().equalsIgnoreCase(reference), round, tally);
		if (found == null) {
			throw ArmAccessException.missing("There is no scale set " + reference + " to be seen in " + scope.place());
		}
		return found.id();
	}

	private AzureResourceId self(RefreshRound round) throws ArmAccessException, InterruptedException {
		InstanceMetadata metadata = this.inventories.localVm(round);
		ScaleSetMembership set = (metadata != null) ? metadata.scaleSet() : null;
		if (metadata == null || set == null) {
			throw ArmAccessException.failed("This VM belongs to no scale set, or does not know its instance metadata: "
					+ "scale-set=self needs both; name the scale set instead", null);
		}
		String id = set.id();
		return (id != null && AzureResourceId.orNull(id) != null) ? AzureResourceId.of(id)
				: AzureResourceId.scaleSet(metadata.subscriptionId(), metadata.resourceGroup(), set.name());
	}

}
