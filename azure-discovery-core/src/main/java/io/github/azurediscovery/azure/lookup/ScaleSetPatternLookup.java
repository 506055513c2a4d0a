package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.setting.WildcardPattern;
import io.github.azurediscovery.source.RefreshRound;

/**
 * A configured service whose instances are those of all scale sets whose names match a
 * pattern, such as those of a Compute Fleet, which generates the names. A set that cannot
 * be read keeps its last known instances.
 */
public final class ScaleSetPatternLookup implements ServiceVmLookup {

	private final AzureServiceDefinition.ScaleSet set;

	private final WildcardPattern pattern;

	private final ConfiguredServiceReader service;

	private final LastGoodScaleSets lastGood = new LastGoodScaleSets();

	public ScaleSetPatternLookup(AzureServiceDefinition.ScaleSet set, ConfiguredServiceReader service) {
		this.set = set;
		this.pattern = new WildcardPattern(set.reference().strip());
		this.service = service;
	}

	@Override
	public LookupResult find(ScopeInventory inventory, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		List<AzureResourceId> sets = inventory.scaleSets((id) -> this.pattern.matches(id.name()), round, counter)
			.stream()
			.map(ListedResource::id)
			.toList();
		List<Rejection> rejected = new ArrayList<>();
		if (sets.isEmpty()) {
			rejected.add(new Rejection(this.set.reference(), null, RejectionReason.SCALE_SET_MISSING,
					"no scale set with a matching name in " + inventory.scope()));
		}
		this.lastGood.retain(sets);
		Map<AzureResourceId, DeclaringVm> declaringVms = new LinkedHashMap<>();
		var running = inventory.sets(sets, round, counter);
		try {
			for (var set : running.entrySet()) {
				if (!this.lastGood.knows(set.getKey())) {
					set.getValue().await();
				}
				for (DiscoveredVm vm : this.lastGood.take(set.getKey(), set.getValue(), rejected)) {
					declaringVms.putIfAbsent(vm.id(), new DeclaringVm(vm, this.service.read(vm.tags())));
				}
			}
		}
		finally {
			ConcurrentArmCalls.abandonAll(running.values());
		}
		return new LookupResult(new ArrayList<>(declaringVms.values()), rejected);
	}

}
