package io.github.azurediscovery.azure.inventory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.arm.ArmClient;
import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmIdentity;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The VMs and scale sets of one scope, for all its sources: each list is read once in a
 * round, whatever the number of services. Thread-safe.
 */
public final class ScopeInventory {

	private final ResourceListScope scope;

	private final ArmClient client;

	private final ConcurrentArmCalls calls;

	private final InventoryOptions options;

	private final OncePerRound<ScopeVmListing> listing = new OncePerRound<>();

	private final OncePerRound<List<ListedResource>> resources = new OncePerRound<>();

	private final OncePerRound<List<Nic>> nics = new OncePerRound<>();

	private final OncePerRound<Map<AzureResourceId, String>> addresses = new OncePerRound<>();

	private final Neighbours neighbours;

	private final UnchangedNics unchanged = new UnchangedNics();

	private final NicRetention retention;

	private final StandaloneVmStatus status;

	private final IdleExpiringCache<AzureResourceId, ScaleSetInventory> sets;

	private boolean anyWanted;

	/**
	 * Create an empty inventory.
	 * @param neighbours the other scopes of the subscription, which may contain network
	 * interfaces and public addresses of VMs in this one
	 */
	public ScopeInventory(ResourceListScope scope, ArmClient client, ConcurrentArmCalls calls, InventoryOptions options,
			Neighbours neighbours) {
		this.neighbours = neighbours;
		this.scope = scope;
		this.client = client;
		this.calls = calls;
		this.options = options;
		this.sets = new IdleExpiringCache<>(options.time(),
				(set) -> new ScaleSetInventory(set, this, client, calls, options));
		this.retention = new NicRetention(options.confirmations());
		this.status = new StandaloneVmStatus(scope, client, calls, options);
	}

	public ResourceListScope scope() {
		return this.scope;
	}

	/** Return the VMs and scale sets of this scope as listed in this round. */
	public ScopeVmListing listing(RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.listing.get(round, () -> list(round, counter));
	}

	private ScopeVmListing list(RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		var resources = this.calls.start(() -> resources(round, counter));
		var nics = this.calls.start(() -> nics(round, counter));
		var addresses = this.options.publicAddresses() ? this.calls.start(() -> addresses(round, counter)) : null;
		try {
			List<ListedResource> listed = resources.await();
			List<Nic> own = nics.await();
			CrossGroupNetworkJoin join = new CrossGroupNetworkJoin(this.neighbours.of(this.scope), round, counter);
			List<Nic> all = join.nics(listed, own);
			Map<AzureResourceId, String> here = (addresses != null) ? addresses.await() : Map.of();
			return ScopeVmListing
				.join(listed, all, this.retention, (addresses != null) ? join.addresses(all, here) : here)
				.withoutOrphansOf(this.neighbours.of(this.scope));
		}
		finally {
			resources.abandon();
			nics.abandon();
			if (addresses != null) {
				addresses.abandon();
			}
		}
	}

	/** Return the network interfaces in this scope as listed in this round. */
	List<Nic> nics(RefreshRound round, ArmRequestCounter counter) throws ArmAccessException, InterruptedException {
		return this.nics.get(round, () -> this.unchanged.reuse(this.client.nics(this.scope, counter)));
	}

	/** Return the public addresses in this scope as listed in this round. */
	Map<AzureResourceId, String> addresses(RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.addresses.get(round, () -> this.client.publicAddresses(this.scope, counter));
	}

	private List<ListedResource> resources(RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.resources.get(round, () -> this.client.resources(this.scope, counter));
	}

	/**
	 * Return the matching scale set as listed in this round, {@code null} if there is
	 * none. Fails if several match, because the intended one is unknown.
	 */
	public @Nullable ListedResource scaleSet(Predicate<AzureResourceId> wanted, RefreshRound round,
			ArmRequestCounter counter) throws ArmAccessException, InterruptedException {
		List<ListedResource> found = scaleSets(wanted, round, counter);
		if (found.size() > 1) {
			throw ArmAccessException.failed(Reason.INVALID, "There are " + found.size() + " scale sets named "
					+ found.get(0).name() + " in " + this.scope + ": "
					+ found.stream().map((set) -> set.id().toString()).sorted().collect(Collectors.joining(", "))
					+ "; configure the one that is meant by its resource id");
		}
		return found.isEmpty() ? null : found.get(0);
	}

	/** Return the matching scale sets as listed in this round. */
	public List<ListedResource> scaleSets(Predicate<AzureResourceId> wanted, RefreshRound round,
			ArmRequestCounter counter) throws ArmAccessException, InterruptedException {
		return resources(round, counter).stream()
			.filter((resource) -> resource.isScaleSet() && wanted.test(resource.id()))
			.toList();
	}

	/** Return whether a listed VM is managed by a scale set. */
	boolean isManaging(AzureResourceId set, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return resources(round, counter).stream().anyMatch((resource) -> set.equals(resource.managingSet()));
	}

	/**
	 * Return the matching VMs with what Compute reports about them.
	 * @param round the round
	 * @param counter counts the requests
	 * @param wanted selects the VMs
	 * @param expectation whether the filter will select a VM
	 */
	public synchronized List<DiscoveredVm> vms(RefreshRound round, ArmRequestCounter counter,
			BiPredicate<ListedResource, ScopeVmListing> wanted, TagMatchExpectation expectation)
			throws ArmAccessException, InterruptedException {
		this.status.begin(round);
		StandaloneVmStatus.PendingStatus asked = (expectation == TagMatchExpectation.CERTAIN || this.anyWanted)
				? this.status.askIfDue() : null;
		ScopeVmListing listing;
		try {
			listing = listing(round, counter);
		}
		catch (ArmAccessException | InterruptedException ex) {
			this.status.abandon(asked, counter);
			throw ex;
		}
		List<ListedResource> vms = listing.vms().values().stream().filter((vm) -> wanted.test(vm, listing)).toList();
		this.anyWanted |= !vms.isEmpty();
		this.status.refresh(vms.stream().map(ListedResource::id).toList(), listing.capacities(), asked, counter);
		this.status.retain(listing.vms().keySet());
		return vms.stream().map((vm) -> join(vm, this.status.details(vm.id()), listing)).toList();
	}

	private DiscoveredVm join(ListedResource vm, @Nullable VmDetails details, ScopeVmListing listing) {
		VmIdentity identity = VmIdentity.of(vm.id(), (details != null) ? details.vmId() : null);
		AzureResourceId set = (vm.managingSet() != null || details == null) ? vm.managingSet() : details.scaleSet();
		ResourceTags tags = (set != null) ? vm.tags().withDefaults(listing.setTags(set)) : vm.tags();
		return new DiscoveredVm(vm.id(), identity, vm.name(), vm.region(), tags, set, details,
				listing.nics().getOrDefault(vm.id(), List.of()), listing.publicAddresses());
	}

	/** Return the instances of a scale set in this scope. */
	public List<DiscoveredVm> set(AzureResourceId set, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return inventory(set).instances(round, counter);
	}

	/** Start reading the instances of several scale sets concurrently. */
	public Map<AzureResourceId, ConcurrentArmCalls.PendingCall<List<DiscoveredVm>>> sets(
			Collection<AzureResourceId> sets, RefreshRound round, ArmRequestCounter counter) {
		Map<AzureResourceId, ConcurrentArmCalls.PendingCall<List<DiscoveredVm>>> running = new LinkedHashMap<>();
		sets.forEach((set) -> running.put(set, this.calls.start(() -> set(set, round, counter))));
		return running;
	}

	/**
	 * Start reading the instances of the Uniform sets among several, which no other list
	 * shows.
	 */
	public Map<AzureResourceId, ConcurrentArmCalls.PendingCall<List<DiscoveredVm>>> uniformSets(
			Collection<AzureResourceId> sets, RefreshRound round, ArmRequestCounter counter) {
		Map<AzureResourceId, ConcurrentArmCalls.PendingCall<List<DiscoveredVm>>> running = new LinkedHashMap<>();
		sets.forEach((set) -> running.put(set, this.calls.start(() -> inventory(set).uniform(round, counter))));
		return running;
	}

	private ScaleSetInventory inventory(AzureResourceId set) {
		return this.sets.get(set);
	}

	/** Finds the inventories of the other scopes in the same subscription. */
	public interface Neighbours {

		Neighbours NONE = (scope) -> List.of();

		List<ScopeInventory> of(ResourceListScope scope);

	}

}
