package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.Rejection.Kind;
import io.github.azurediscovery.source.Round;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever says by its tags that it carries a service: VMs, and scale sets, whose
 * instances inherit the tags. A scale set that cannot be read keeps the others from
 * nothing, and its own instances stay.
 */
final class ConventionLookup implements Lookup {

	private static final Logger logger = LoggerFactory.getLogger(ConventionLookup.class);

	private final TagSettings settings;

	private final TagConvention convention;

	private final boolean alone;

	private final ServiceLimit limit = new ServiceLimit(ServiceLimit.MOST_SERVICES);

	private final LastGoodSets lastGood = new LastGoodSets();

	private @Nullable String lastMiss;

	/**
	 * Create a lookup.
	 * @param settings the names of the tags
	 * @param convention reads them
	 * @param alone whether nothing else is configured, so that somebody must be meant
	 */
	ConventionLookup(TagSettings settings, TagConvention convention, boolean alone) {
		this.alone = alone;
		this.settings = settings;
		this.convention = convention;
	}

	@Override
	public Found find(Inventory inventory, Round round, Tally tally) throws ListException, InterruptedException {
		List<Candidate> vms = inventory.vms(round, tally,
				(vm, membership) -> this.convention.speaks(tags(vm, membership)), this.alone);
		Membership membership = inventory.membership(round, tally);
		Map<ResourceId, Claim> claims = new LinkedHashMap<>();
		List<Rejection> rejected = new ArrayList<>();
		sets(membership, inventory, round, tally, rejected).forEach((candidate) -> add(claims, rejected, candidate));
		vms.forEach((candidate) -> add(claims, rejected, candidate));
		if (claims.isEmpty() && rejected.isEmpty()) {
			nearMiss(membership, rejected);
		}
		else {
			this.lastMiss = null;
		}
		membership.orphans()
			.forEach((vm) -> rejected
				.add(Rejection.incomplete(vm.name(), null, orphaned(vm, inventory)).as(Kind.ADDRESS)));
		return new Found(this.limit.admit(claims.values()), rejected);
	}

	private List<Candidate> sets(Membership membership, Inventory inventory, Round round, Tally tally,
			List<Rejection> rejected) throws InterruptedException {
		this.lastGood.retain(membership.sets().keySet());
		List<ResourceId> sets = membership.sets()
			.values()
			.stream()
			.filter((set) -> this.convention.speaks(set.tags()))
			.map(Resource::id)
			.toList();
		List<Candidate> candidates = new ArrayList<>();
		var running = inventory.sets(sets, round, tally);
		try {
			for (var set : running.entrySet()) {
				candidates.addAll(this.lastGood.take(set.getKey(), set.getValue(), rejected));
			}
		}
		finally {
			Calls.abandon(running.values());
		}
		return candidates;
	}

	private TagSet tags(Resource vm, Membership membership) {
		if (!this.settings.nics()) {
			return vm.tags();
		}
		TagSet tags = vm.tags();
		for (Nic nic : membership.nics().getOrDefault(vm.id(), List.of())) {
			tags = tags.over(nic.tags());
		}
		return tags;
	}

	private void add(Map<ResourceId, Claim> claims, List<Rejection> rejected, Candidate candidate) {
		if (claims.containsKey(candidate.id())) {
			return;
		}
		TagSet tags = candidate.tags();
		if (this.settings.nics()) {
			for (Nic nic : candidate.nics()) {
				tags = tags.over(nic.tags());
			}
		}
		String excluded = excluded(tags);
		if (excluded != null) {
			Set<String> services = this.convention.services(tags, candidate.region());
			services.forEach((service) -> rejected
				.add(new Rejection(candidate.name(), service, excluded).ofVm(candidate.identity().id())
					.as(Kind.EXCLUDED)));
			if (services.isEmpty()) {
				rejected.add(new Rejection(candidate.name(), null, excluded).ofVm(candidate.identity().id())
					.as(Kind.EXCLUDED));
			}
			return;
		}
		claims.put(candidate.id(), new Claim(candidate, this.convention.read(tags, candidate.region())));
	}

	private static String orphaned(ResourceId vm, Inventory inventory) {
		return inventory.place().covers(vm) ? "a network interface without a VM" : "a network interface of a VM in "
				+ vm.plainGroup() + ", which is not in azure.discovery.scope.resource-groups";
	}

	private @Nullable String excluded(TagSet tags) {
		for (TagMatch match : this.settings.exclude()) {
			if (tags.matches(match)) {
				return "excluded by tag " + match.name() + "=" + match.value();
			}
		}
		for (TagMatch match : this.settings.include()) {
			if (!tags.matches(match)) {
				return "not included: tag " + match.name() + " is not " + match.value();
			}
		}
		return null;
	}

	private void nearMiss(Membership membership, List<Rejection> rejected) {
		String miss = NearMiss.of(membership, this.settings.service());
		if (miss != null) {
			rejected.add(Rejection.everything(miss).as(Kind.UNTAGGED));
			if (!miss.equals(this.lastMiss)) {
				logger.info("No service is found by tags: {}", miss);
			}
		}
		this.lastMiss = miss;
	}

}
