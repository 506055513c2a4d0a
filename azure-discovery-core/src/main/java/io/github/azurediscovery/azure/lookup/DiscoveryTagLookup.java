package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.azure.ResourceTagMatch;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.ScopeInventory;
import io.github.azurediscovery.azure.inventory.ScopeVmListing;
import io.github.azurediscovery.azure.inventory.TagMatchExpectation;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the VMs that declare services by tags, and the scale sets, whose instances
 * inherit the tags. A scale set that cannot be read keeps its last known instances and
 * does not affect the others.
 */
public final class DiscoveryTagLookup implements ServiceVmLookup {

	private static final Logger logger = LoggerFactory.getLogger(DiscoveryTagLookup.class);

	private final TagSettings settings;

	private final DiscoveryTagReader convention;

	private final TagMatchExpectation expectation;

	private final ServiceCountLimit limit = new ServiceCountLimit(ServiceCountLimit.MOST_SERVICES);

	private final DeclarationProblemLimit problems = new DeclarationProblemLimit(DeclarationProblemLimit.MOST_TOLD);

	private final LastGoodScaleSets lastGood = new LastGoodScaleSets();

	private @Nullable String lastMiss;

	/**
	 * Create a lookup.
	 * @param settings the names of the tags
	 * @param convention reads them
	 * @param expectation whether the tags must match some VM, because nothing else is
	 * configured
	 */
	public DiscoveryTagLookup(TagSettings settings, DiscoveryTagReader convention, TagMatchExpectation expectation) {
		this.expectation = expectation;
		this.settings = settings;
		this.convention = convention;
	}

	@Override
	public LookupResult find(ScopeInventory inventory, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		List<DiscoveredVm> vms = inventory.vms(round, counter,
				(vm, listing) -> this.convention.declaresService(tags(vm, listing)), this.expectation);
		ScopeVmListing listing = inventory.listing(round, counter);
		Map<AzureResourceId, DeclaringVm> declaringVms = new LinkedHashMap<>();
		List<Rejection> rejected = new ArrayList<>();
		sets(listing, inventory, round, counter, rejected).forEach((vm) -> add(declaringVms, rejected, vm));
		vms.forEach((vm) -> add(declaringVms, rejected, vm));
		if (declaringVms.isEmpty() && rejected.isEmpty()) {
			nearMiss(listing, rejected);
		}
		else {
			this.lastMiss = null;
		}
		listing.orphans().forEach((vm) -> rejected.add(orphaned(vm, inventory)));
		return new LookupResult(this.problems.tell(this.limit.admit(declaringVms.values()), rejected), rejected);
	}

	private List<DiscoveredVm> sets(ScopeVmListing listing, ScopeInventory inventory, RefreshRound round,
			ArmRequestCounter counter, List<Rejection> rejected) throws InterruptedException {
		this.lastGood.retain(listing.sets().keySet());
		List<AzureResourceId> sets = listing.sets()
			.values()
			.stream()
			.filter((set) -> this.convention.declaresService(set.tags()))
			.map(ListedResource::id)
			.toList();
		List<DiscoveredVm> vms = new ArrayList<>();
		var running = inventory.sets(sets, round, counter);
		try {
			for (var set : running.entrySet()) {
				vms.addAll(this.lastGood.take(set.getKey(), set.getValue(), rejected));
			}
		}
		finally {
			ConcurrentArmCalls.abandonAll(running.values());
		}
		return vms;
	}

	private ResourceTags tags(ListedResource vm, ScopeVmListing listing) {
		if (!this.settings.nics()) {
			return vm.tags();
		}
		ResourceTags tags = vm.tags();
		for (Nic nic : listing.nics().getOrDefault(vm.id(), List.of())) {
			tags = tags.withDefaults(nic.tags());
		}
		return tags;
	}

	private void add(Map<AzureResourceId, DeclaringVm> declaringVms, List<Rejection> rejected, DiscoveredVm vm) {
		if (declaringVms.containsKey(vm.id())) {
			return;
		}
		ResourceTags tags = vm.tags();
		if (this.settings.nics()) {
			for (Nic nic : vm.nics()) {
				tags = tags.withDefaults(nic.tags());
			}
		}
		String excluded = excluded(tags);
		if (excluded != null) {
			Set<String> services = this.convention.services(tags, vm.region());
			services.forEach((service) -> rejected.add(excluded(vm, service, excluded)));
			if (services.isEmpty()) {
				rejected.add(excluded(vm, null, excluded));
			}
			return;
		}
		declaringVms.put(vm.id(), new DeclaringVm(vm, this.convention.read(tags, vm.region())));
	}

	private static Rejection excluded(DiscoveredVm vm, @Nullable String service, String detail) {
		return new Rejection(vm.name(), service, RejectionReason.EXCLUDED_BY_TAG, detail).ofVm(vm.identity().id());
	}

	private static Rejection orphaned(AzureResourceId vm, ScopeInventory inventory) {
		return inventory.scope().covers(vm)
				? new Rejection(vm.name(), null, RejectionReason.INTERFACE_WITHOUT_VM,
						"a network interface without a VM")
				: new Rejection(vm.name(), null, RejectionReason.VM_OUT_OF_SCOPE, "a network interface of a VM in "
						+ vm.plainGroup() + ", which is not in azure.discovery.scope.resource-groups");
	}

	private @Nullable String excluded(ResourceTags tags) {
		for (ResourceTagMatch match : this.settings.exclude()) {
			if (tags.matches(match)) {
				return "excluded by tag " + match.name() + "=" + match.value();
			}
		}
		for (ResourceTagMatch match : this.settings.include()) {
			if (!tags.matches(match)) {
				return "not included: tag " + match.name() + " is not " + match.value();
			}
		}
		return null;
	}

	private void nearMiss(ScopeVmListing listing, List<Rejection> rejected) {
		String miss = MissingTagHint.of(listing, this.settings.service());
		if (miss != null) {
			rejected.add(Rejection.ofEverything(RejectionReason.UNTAGGED, miss));
			if (!miss.equals(this.lastMiss)) {
				logger.info("No VM declares a service by tags: {}", miss);
			}
		}
		this.lastMiss = miss;
	}

}
