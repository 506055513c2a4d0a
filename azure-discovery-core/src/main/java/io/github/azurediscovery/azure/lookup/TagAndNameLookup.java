package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.arm.ConcurrentCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.RefreshRound;

/**
 * A configured service whose instances are the VMs with certain tags or names. Scale sets
 * are asked where the set itself carries the tags, which its instances inherit, or where
 * a Uniform one's name says that its instances may have such names.
 */
public final class TagAndNameLookup implements VmLookup {

	private final Predicate<ListedResource> vms;

	private final Predicate<ListedResource> sets;

	private final Predicate<DiscoveredVm> wanted;

	private final boolean uniformOnly;

	private final ConfiguredServiceReader service;

	private final LastGoodScaleSets lastGood = new LastGoodScaleSets();

	private TagAndNameLookup(Predicate<ListedResource> vms, Predicate<ListedResource> sets,
			Predicate<DiscoveredVm> wanted, boolean uniformOnly, ConfiguredServiceReader service) {
		this.vms = vms;
		this.sets = sets;
		this.wanted = wanted;
		this.uniformOnly = uniformOnly;
		this.service = service;
	}

	public static TagAndNameLookup of(AzureServiceDefinition.Tags selector, ConfiguredServiceReader service) {
		Predicate<ResourceTags> tags = (tagged) -> tagged.matchesAll(selector.all());
		return new TagAndNameLookup((vm) -> tags.test(vm.tags()), (set) -> tags.test(set.tags()),
				(candidate) -> tags.test(candidate.tags()), false, service);
	}

	public static TagAndNameLookup of(AzureServiceDefinition.Names selector, ConfiguredServiceReader service) {
		VmNamePatterns names = VmNamePatterns.of(selector.patterns());
		return new TagAndNameLookup((vm) -> names.match(vm.name()), (set) -> names.mayMatchInstancesOf(set.name()),
				(candidate) -> names.match(candidate.name()), true, service);
	}

	@Override
	public Found find(ScopeInventory inventory, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		Map<AzureResourceId, Claim> claims = new LinkedHashMap<>();
		List<Rejection> rejected = new ArrayList<>();
		List<DiscoveredVm> single = inventory.vms(round, tally, (vm, membership) -> this.vms.test(vm), true);
		Map<AzureResourceId, ListedResource> listed = inventory.membership(round, tally).sets();
		this.lastGood.retain(listed.keySet());
		List<AzureResourceId> sets = listed.values().stream().filter(this.sets).map(ListedResource::id).toList();
		var running = this.uniformOnly ? inventory.uniformSets(sets, round, tally) : inventory.sets(sets, round, tally);
		try {
			for (var set : running.entrySet()) {
				if (!this.lastGood.knows(set.getKey())) {
					set.getValue().await();
				}
				this.lastGood.take(set.getKey(), set.getValue(), rejected)
					.forEach((candidate) -> add(claims, candidate));
			}
		}
		finally {
			ConcurrentCalls.abandon(running.values());
		}
		single.forEach((candidate) -> add(claims, candidate));
		return new Found(new ArrayList<>(claims.values()), rejected);
	}

	private void add(Map<AzureResourceId, Claim> claims, DiscoveredVm candidate) {
		if (this.wanted.test(candidate)) {
			claims.putIfAbsent(candidate.id(), new Claim(candidate, this.service.read(candidate.tags())));
		}
	}

}
