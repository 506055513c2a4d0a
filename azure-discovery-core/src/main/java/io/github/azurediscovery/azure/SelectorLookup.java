package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.github.azurediscovery.source.Round;

/**
 * A configured service whose instances are the VMs with certain tags or names. Tags
 * select scale sets as well, whose instances inherit them.
 */
final class SelectorLookup implements Lookup {

	private final Predicate<Resource> vms;

	private final Predicate<TagSet> tags;

	private final boolean sets;

	private final ConfiguredService service;

	private SelectorLookup(Predicate<Resource> vms, Predicate<TagSet> tags, boolean sets, ConfiguredService service) {
		this.vms = vms;
		this.tags = tags;
		this.sets = sets;
		this.service = service;
	}

	static SelectorLookup of(ServiceLookup.Tags selector, ConfiguredService service) {
		List<TagMatch> all = selector.all();
		return new SelectorLookup((vm) -> vm.tags().matchesAll(all), (tags) -> tags.matchesAll(all), true, service);
	}

	static SelectorLookup of(ServiceLookup.Names selector, ConfiguredService service) {
		List<Pattern> patterns = selector.patterns().stream().map(TagMetadata::pattern).toList();
		return new SelectorLookup((vm) -> patterns.stream().anyMatch((pattern) -> pattern.matcher(vm.name()).matches()),
				(tags) -> true, false, service);
	}

	@Override
	public Found find(Inventory inventory, Round round, Tally tally) throws ListException, InterruptedException {
		Map<ResourceId, Claim> claims = new LinkedHashMap<>();
		List<Candidate> vms = inventory.vms(round, tally, (vm, membership) -> this.vms.test(vm), true);
		if (this.sets) {
			List<ResourceId> sets = inventory.membership(round, tally)
				.sets()
				.values()
				.stream()
				.filter((set) -> this.tags.test(set.tags()))
				.map(Resource::id)
				.toList();
			for (var running : inventory.sets(sets, round, tally).values()) {
				running.await().forEach((candidate) -> add(claims, candidate));
			}
		}
		vms.forEach((candidate) -> add(claims, candidate));
		return new Found(new ArrayList<>(claims.values()), List.of());
	}

	private void add(Map<ResourceId, Claim> claims, Candidate candidate) {
		if (this.tags.test(candidate.tags())) {
			claims.putIfAbsent(candidate.id(), new Claim(candidate, this.service.read(candidate.tags())));
		}
	}

}
