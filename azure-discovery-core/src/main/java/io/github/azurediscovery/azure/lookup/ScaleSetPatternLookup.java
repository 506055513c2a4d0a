package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.arm.ConcurrentCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.RefreshRound;

/**
 * A configured service whose instances are those of all scale sets whose names match a
 * pattern, such as those that a Compute Fleet makes, whose names are not the user's
 * choice. A set that cannot be read keeps what was read of it.
 */
public final class ScaleSetPatternLookup implements VmLookup {

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
	public Found find(ScopeInventory scope, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		List<AzureResourceId> sets = scope.scaleSets((id) -> this.pattern.matches(id.name()), round, tally)
			.stream()
			.map(ListedResource::id)
			.toList();
		List<Rejection> rejected = new ArrayList<>();
		if (sets.isEmpty()) {
			rejected.add(Rejection
				.incomplete(this.set.reference(), null, "no scale set of such a name is to be seen in " + scope.place())
				.as(Rejection.Kind.UNREADABLE));
		}
		this.lastGood.retain(sets);
		Map<AzureResourceId, Claim> claims = new LinkedHashMap<>();
		var running = scope.sets(sets, round, tally);
		try {
			for (var set : running.entrySet()) {
				if (!this.lastGood.knows(set.getKey())) {
					set.getValue().await();
				}
				for (DiscoveredVm candidate : this.lastGood.take(set.getKey(), set.getValue(), rejected)) {
					claims.putIfAbsent(candidate.id(), new Claim(candidate, this.service.read(candidate.tags())));
				}
			}
		}
		finally {
			ConcurrentCalls.abandon(running.values());
		}
		return new Found(new ArrayList<>(claims.values()), rejected);
	}

}
