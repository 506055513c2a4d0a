package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.InventoryProvider;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScaleSetMembership;
import io.github.azurediscovery.source.RefreshRound;

/** A configured service whose instances are those of a scale set. */
public final class ScaleSetLookup implements ServiceVmLookup {

	private final AzureServiceDefinition.ScaleSet set;

	private final boolean oneOfSeveral;

	private boolean foundBefore;

	private final ConfiguredServiceReader service;

	private final InventoryProvider inventories;

	/**
	 * Create a lookup in the only scope: it fails if the set does not exist.
	 * @param set the scale set
	 * @param service reads the port
	 * @param inventories finds the inventory of a set in another scope
	 */
	public static ScaleSetLookup inOnlyScope(AzureServiceDefinition.ScaleSet set, ConfiguredServiceReader service,
			InventoryProvider inventories) {
		return new ScaleSetLookup(set, false, service, inventories);
	}

	/**
	 * Create a lookup in one of several scopes: the set may be in another one.
	 * @param set the scale set
	 * @param service reads the port
	 * @param inventories finds the inventory of a set in another scope
	 */
	public static ScaleSetLookup inOneOfSeveralScopes(AzureServiceDefinition.ScaleSet set,
			ConfiguredServiceReader service, InventoryProvider inventories) {
		return new ScaleSetLookup(set, true, service, inventories);
	}

	private ScaleSetLookup(AzureServiceDefinition.ScaleSet set, boolean oneOfSeveral, ConfiguredServiceReader service,
			InventoryProvider inventories) {
		this.set = set;
		this.oneOfSeveral = oneOfSeveral;
		this.service = service;
		this.inventories = inventories;
	}

	@Override
	public LookupResult find(ScopeInventory inventory, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		try {
			return instances(inventory, round, counter);
		}
		catch (ArmAccessException ex) {
			if (this.oneOfSeveral && !this.foundBefore && ex.kind() == ArmAccessException.Kind.MISSING) {
				return new LookupResult(List.of(), List.of(new Rejection(this.set.reference(), null,
						RejectionReason.SCALE_SET_MISSING, "no such scale set in " + inventory.scope())));
			}
			throw ex;
		}
	}

	private LookupResult instances(ScopeInventory inventory, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		AzureResourceId set = resolve(inventory, round, counter);
		ScopeInventory home = inventory.scope().covers(set) ? inventory
				: this.inventories.inventory(new ResourceListScope(set.subscription(), set.group()));
		List<DeclaringVm> declaringVms = new ArrayList<>();
		for (DiscoveredVm vm : home.set(set, round, counter)) {
			declaringVms.add(new DeclaringVm(vm, this.service.read(vm.tags())));
		}
		this.foundBefore = true;
		return new LookupResult(declaringVms, List.of());
	}

	private AzureResourceId resolve(ScopeInventory inventory, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		String reference = this.set.reference().strip();
		if (this.set.isResourceId()) {
			return AzureResourceId.of(reference);
		}
		if (this.set.isSelf()) {
			return self(round);
		}
		String group = inventory.scope().group();
		if (group != null) {
			return AzureResourceId.scaleSet(inventory.scope().subscription(), group, reference);
		}
		ListedResource found = inventory.scaleSet((id) -> id.name().equalsIgnoreCase(reference), round, counter);
		if (found == null) {
			throw ArmAccessException.missing("There is no scale set " + reference + " in " + inventory.scope());
		}
		return found.id();
	}

	private AzureResourceId self(RefreshRound round) throws ArmAccessException, InterruptedException {
		InstanceMetadata metadata = this.inventories.localVm(round);
		ScaleSetMembership set = (metadata != null) ? metadata.scaleSet() : null;
		if (metadata == null || set == null) {
			throw ArmAccessException.failed("This VM belongs to no scale set, or its instance metadata is unavailable: "
					+ "scale-set=self needs both; name the scale set instead", null);
		}
		String id = set.id();
		return (id != null && AzureResourceId.orNull(id) != null) ? AzureResourceId.of(id)
				: AzureResourceId.scaleSet(metadata.subscriptionId(), metadata.resourceGroup(), set.name());
	}

}
