package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.azure.TagMatch;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.arm.ConcurrentCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.inventory.ScopeListing;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.catalog.Rejection.Kind;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever says by its tags that it carries a service: VMs, and scale sets, whose
 * instances inherit the tags. A scale set that cannot be read keeps the others from
 * nothing, and its own instances stay.
 */
public final class TagConventionLookup implements VmLookup {

	private static final Logger logger = LoggerFactory.getLogger(TagConventionLookup.class);

	private final TagSettings settings;

	private final TagConventionReader convention;

	private final boolean alone;

	private final ServiceCountLimit limit = new ServiceCountLimit(ServiceCountLimit.MOST_SERVICES);

	private final LastGoodScaleSets lastGood = new LastGoodScaleSets();

	private @Nullable String lastMiss;

	/**
	 * Create a lookup.
	 * @param settings the names of the tags
	 * @param convention reads them
	 * @param alone whether nothing else is configured, so that somebody must be meant
	 */
	public TagConventionLookup(TagSettings settings, TagConventionReader convention, boolean alone) {
		this.alone = alone;
		this.settings = settings;
		this.convention = convention;
	}

	@Override
	public Found find(ScopeInventory inventory, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		List<DiscoveredVm> vms = inventory.vms(round, tally,
				(vm, membership) -> this.convention.speaks(tags(vm, membership)), this.alone);
		ScopeListing membership = inventory.membership(round, tally);
		Map<AzureResourceId, Claim> claims = new LinkedHashMap<>();
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

	private List<DiscoveredVm> sets(ScopeListing membership, ScopeInventory inventory, RefreshRound round,
			RequestCounter tally, List<Rejection> rejected) throws InterruptedException {
		this.lastGood.retain(membership.sets().keySet());
		List<AzureResourceId> sets = membership.sets()
			.values()
			.stream()
			.filter((set) -> this.convention.speaks(set.tags()))
			.map(ListedResource::id)
			.toList();
		List<DiscoveredVm> candidates = new ArrayList<>();
		var running = inventory.sets(sets, round, tally);
		try {
			for (var set : running.entrySet()) {
				candidates.addAll(this.lastGood.take(set.getKey(), set.getValue(), rejected));
			}
		}
		finally {
			ConcurrentCalls.abandon(running.values());
		}
		return candidates;
	}

	private ResourceTags tags(ListedResource vm, ScopeListing membership) {
		if (!this.settings.nics()) {
			return vm.tags();
		}
		ResourceTags tags = vm.tags();
		for (Nic nic : membership.nics().getOrDefault(vm.id(), List.of())) {
			tags = tags.over(nic.tags());
		}
		return tags;
	}

	private void add(Map<AzureResourceId, Claim> claims, List<Rejection> rejected, DiscoveredVm candidate) {
		if (claims.containsKey(candidate.id())) {
			return;
		}
		ResourceTags tags = candidate.tags();
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

	private static String orphaned(AzureResourceId vm, ScopeInventory inventory) {
		return inventory.place().covers(vm) ? "a network interface without a VM" : "a network interface of a VM in "
				+ vm.plainGroup() + ", which is not in azure.discovery.scope.resource-groups";
	}

	private @Nullable String excluded(ResourceTags tags) {
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

	private void nearMiss(ScopeListing membership, List<Rejection> rejected) {
		String miss = MissingTagHint.of(membership, this.settings.service());
		if (miss != null) {
			rejected.add(Rejection.everything(miss).as(Kind.UNTAGGED));
			if (!miss.equals(this.lastMiss)) {
				logger.info("No service is found by tags: {}", miss);
			}
		}
		this.lastMiss = miss;
	}

}
