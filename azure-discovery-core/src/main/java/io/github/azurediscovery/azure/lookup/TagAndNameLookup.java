package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.inventory.TagMatchExpectation;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.RefreshRound;

/**
 * A configured service whose instances are the VMs with certain tags or names. Reads the
 * scale sets that have the tags themselves, which their instances inherit, and the
 * Uniform sets whose instances may have such names.
 */
public final class TagAndNameLookup implements ServiceVmLookup {

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
				(vm) -> tags.test(vm.tags()), false, service);
	}

	public static TagAndNameLookup of(AzureServiceDefinition.Names selector, ConfiguredServiceReader service) {
		VmNamePatterns names = VmNamePatterns.of(selector.patterns());
		return new TagAndNameLookup((vm) -> names.match(vm.name()), (set) -> names.mayMatchInstancesOf(set.name()),
				(vm) -> names.match(vm.name()), true, service);
	}

	@Override
	public LookupResult find(ScopeInventory inventory, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		Map<AzureResourceId, DeclaringVm> declaringVms = new LinkedHashMap<>();
		List<Rejection> rejected = new ArrayList<>();
		List<DiscoveredVm> single = inventory.vms(round, counter, (vm, listing) -> this.vms.test(vm),
				TagMatchExpectation.CERTAIN);
		Map<AzureResourceId, ListedResource> listed = inventory.listing(round, counter).sets();
		this.lastGood.retain(listed.keySet());
		List<AzureResourceId> sets = listed.values().stream().filter(this.sets).map(ListedResource::id).toList();
		var running = this.uniformOnly ? inventory.uniformSets(sets, round, counter)
				: inventory.sets(sets, round, counter);
		try {
			for (var set : running.entrySet()) {
				if (!this.lastGood.knows(set.getKey())) {
					set.getValue().await();
				}
				this.lastGood.take(set.getKey(), set.getValue(), rejected).forEach((vm) -> add(declaringVms, vm));
			}
		}
		finally {
			ConcurrentArmCalls.abandonAll(running.values());
		}
		single.forEach((vm) -> add(declaringVms, vm));
		return new LookupResult(new ArrayList<>(declaringVms.values()), rejected);
	}

	private void add(Map<AzureResourceId, DeclaringVm> declaringVms, DiscoveredVm vm) {
		if (this.wanted.test(vm)) {
			declaringVms.putIfAbsent(vm.id(), new DeclaringVm(vm, this.service.read(vm.tags())));
		}
	}

}
