package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.Round;

/**
 * A configured service whose instances are the VMs with certain tags or names. Scale sets
 * are asked where the set itself carries the tags, which its instances inherit, or where
 * a Uniform one's name says that its instances may have such names.
 */
final class SelectorLookup implements Lookup {

	private final Predicate<Resource> vms;

	private final Predicate<Resource> sets;

	private final Predicate<Candidate> wanted;

	private final boolean uniformOnly;

	private final ConfiguredService service;

	private final LastGoodSets lastGood = new LastGoodSets();

	private SelectorLookup(Predicate<Resource> vms, Predicate<Resource> sets, Predicate<Candidate> wanted,
			boolean uniformOnly, ConfiguredService service) {
		this.vms = vms;
		this.sets = sets;
		this.wanted = wanted;
		this.uniformOnly = uniformOnly;
		this.service = service;
	}

	static SelectorLookup of(ServiceLookup.Tags selector, ConfiguredService service) {
		Predicate<TagSet> tags = (tagged) -> tagged.matchesAll(selector.all());
		return new SelectorLookup((vm) -> tags.test(vm.tags()), (set) -> tags.test(set.tags()),
				(candidate) -> tags.test(candidate.tags()), false, service);
	}

	static SelectorLookup of(ServiceLookup.Names selector, ConfiguredService service) {
		VmNames names = VmNames.of(selector.patterns());
		return new SelectorLookup((vm) -> names.match(vm.name()), (set) -> names.mayMatchInstancesOf(set.name()),
				(candidate) -> names.match(candidate.name()), true, service);
	}

	@Override
	public Found find(Inventory inventory, Round round, Tally tally) throws ListException, InterruptedException {
		Map<ResourceId, Claim> claims = new LinkedHashMap<>();
		List<Rejection> rejected = new ArrayList<>();
		List<Candidate> single = inventory.vms(round, tally, (vm, membership) -> this.vms.test(vm), true);
		Map<ResourceId, Resource> listed = inventory.membership(round, tally).sets();
		this.lastGood.retain(listed.keySet());
		List<ResourceId> sets = listed.values().stream().filter(this.sets).map(Resource::id).toList();
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
			Calls.abandon(running.values());
		}
		single.forEach((candidate) -> add(claims, candidate));
		return new Found(new ArrayList<>(claims.values()), rejected);
	}

	private void add(Map<ResourceId, Claim> claims, Candidate candidate) {
		if (this.wanted.test(candidate)) {
			claims.putIfAbsent(candidate.id(), new Claim(candidate, this.service.read(candidate.tags())));
		}
	}

}
