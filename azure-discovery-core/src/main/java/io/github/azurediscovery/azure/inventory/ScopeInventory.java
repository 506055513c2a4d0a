package io.github.azurediscovery.azure.inventory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.arm.ArmClient;
import io.github.azurediscovery.azure.arm.ConcurrentCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListScope;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmIdentity;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is listed in one place, for all sources that look there: each list is
 * asked once in a round, whatever the number of services. Thread-safe.
 */
public final class ScopeInventory {

	private final ListScope place;

	private final ArmClient lists;

	private final ConcurrentCalls calls;

	private final InventoryOptions settings;

	private final OncePerRound<ScopeListing> membership = new OncePerRound<>();

	private final OncePerRound<List<ListedResource>> resources = new OncePerRound<>();

	private final OncePerRound<List<Nic>> nics = new OncePerRound<>();

	private final OncePerRound<Map<AzureResourceId, String>> addresses = new OncePerRound<>();

	private final Neighbours neighbours;

	private final UnchangedNics unchanged = new UnchangedNics();

	private final NicRetention memory;

	private final StandaloneVmStatus status;

	private final IdleExpiringCache<AzureResourceId, ScaleSetInventory> sets;

	private boolean anyWanted;

	/**
	 * Create an inventory of which nothing is known.
	 * @param neighbours the other places of the subscription, where network interfaces
	 * and public addresses of VMs here may lie
	 */
	public ScopeInventory(ListScope place, ArmClient lists, ConcurrentCalls calls, InventoryOptions settings,
			Neighbours neighbours) {
		this.neighbours = neighbours;
		this.place = place;
		this.lists = lists;
		this.calls = calls;
		this.settings = settings;
		this.sets = new IdleExpiringCache<>(settings.time(),
				(set) -> new ScaleSetInventory(set, this, lists, calls, settings));
		this.memory = new NicRetention(settings.confirmations());
		this.status = new StandaloneVmStatus(place, lists, calls, settings);
	}

	public ListScope place() {
		return this.place;
	}

	/** Who is there, by this round's lists. */
	public ScopeListing membership(RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.membership.get(round, () -> list(round, tally));
	}

	private ScopeListing list(RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		var resources = this.calls.start(() -> resources(round, tally));
		var nics = this.calls.start(() -> nics(round, tally));
		var addresses = this.settings.publicAddresses() ? this.calls.start(() -> addresses(round, tally)) : null;
		try {
			List<ListedResource> listed = resources.await();
			List<Nic> own = nics.await();
			CrossGroupNetworkJoin join = new CrossGroupNetworkJoin(this.neighbours.of(this.place), round, tally);
			List<Nic> all = join.nics(listed, own);
			Map<AzureResourceId, String> here = (addresses != null) ? addresses.await() : Map.of();
			return ScopeListing.join(listed, all, this.memory, (addresses != null) ? join.addresses(all, here) : here)
				.withoutOrphansOf(this.neighbours.of(this.place));
		}
		finally {
			resources.abandon();
			nics.abandon();
			if (addresses != null) {
				addresses.abandon();
			}
		}
	}

	/** The network interfaces that lie here, by this round's list. */
	List<Nic> nics(RefreshRound round, RequestCounter tally) throws ArmAccessException, InterruptedException {
		return this.nics.get(round, () -> this.unchanged.reuse(this.lists.nics(this.place, tally)));
	}

	/** The public addresses that lie here, by this round's list. */
	Map<AzureResourceId, String> addresses(RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.addresses.get(round, () -> this.lists.publicAddresses(this.place, tally));
	}

	private List<ListedResource> resources(RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.resources.get(round, () -> this.lists.resources(this.place, tally));
	}

	/**
	 * The scale set that is wanted, as this round lists it, {@code null} if there is none
	 * to be seen. Two of them are a failure: which one is meant cannot be known.
	 */
	public @Nullable ListedResource scaleSet(Predicate<AzureResourceId> wanted, RefreshRound round,
			RequestCounter tally) throws ArmAccessException, InterruptedException {
		List<ListedResource> found = scaleSets(wanted, round, tally);
		if (found.size() > 1) {
			throw ArmAccessException.failed(Reason.INVALID, "There are " + found.size() + " scale sets named "
					+ found.get(0).name() + " in " + this.place + ": "
					+ found.stream().map((set) -> set.id().toString()).sorted().collect(Collectors.joining(", "))
					+ "; configure the one that is meant by its resource id");
		}
		return found.isEmpty() ? null : found.get(0);
	}

	/** The scale sets that are wanted, as this round lists them. */
	public List<ListedResource> scaleSets(Predicate<AzureResourceId> wanted, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return resources(round, tally).stream()
			.filter((resource) -> resource.scaleSet() && wanted.test(resource.id()))
			.toList();
	}

	/** Whether VMs are listed that a scale set manages. */
	boolean isManaging(AzureResourceId set, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return resources(round, tally).stream().anyMatch((resource) -> set.equals(resource.manager()));
	}

	/**
	 * The VMs that somebody wants, with what Compute says of them.
	 * @param round the round
	 * @param tally counts the requests
	 * @param wanted whether a VM is wanted
	 * @param expected whether somebody will be wanted for sure, so that Compute can be
	 * asked side by side with the others in the first round
	 */
	public synchronized List<DiscoveredVm> vms(RefreshRound round, RequestCounter tally,
			BiPredicate<ListedResource, ScopeListing> wanted, boolean expected)
			throws ArmAccessException, InterruptedException {
		this.status.begin(round);
		StandaloneVmStatus.Asked asked = (expected || this.anyWanted) ? this.status.askIfDue() : null;
		ScopeListing membership;
		try {
			membership = membership(round, tally);
		}
		catch (ArmAccessException | InterruptedException ex) {
			this.status.abandon(asked, tally);
			throw ex;
		}
		List<ListedResource> vms = membership.vms()
			.values()
			.stream()
			.filter((vm) -> wanted.test(vm, membership))
			.toList();
		this.anyWanted |= !vms.isEmpty();
		this.status.refresh(vms.stream().map(ListedResource::id).toList(), membership.capacities(), asked, tally);
		this.status.retain(membership.vms().keySet());
		return vms.stream().map((vm) -> candidate(vm, this.status.details(vm.id()), membership)).toList();
	}

	private DiscoveredVm candidate(ListedResource vm, @Nullable VmDetails details, ScopeListing membership) {
		VmIdentity identity = VmIdentity.of(vm.id(), (details != null) ? details.vmId() : null);
		AzureResourceId set = (vm.manager() != null || details == null) ? vm.manager() : details.scaleSet();
		ResourceTags tags = (set != null) ? vm.tags().over(membership.setTags(set)) : vm.tags();
		return new DiscoveredVm(vm.id(), identity, vm.name(), vm.region(), tags, set, details,
				membership.nics().getOrDefault(vm.id(), List.of()), membership.publicAddresses(), null, false, false);
	}

	/** The instances of a scale set that lies here. */
	public List<DiscoveredVm> set(AzureResourceId set, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return inventory(set).candidates(round, tally);
	}

	/** The instances of several scale sets, asked side by side. */
	public Map<AzureResourceId, ConcurrentCalls.Running<List<DiscoveredVm>>> sets(Collection<AzureResourceId> sets,
			RefreshRound round, RequestCounter tally) {
		Map<AzureResourceId, ConcurrentCalls.Running<List<DiscoveredVm>>> running = new LinkedHashMap<>();
		sets.forEach((set) -> running.put(set, this.calls.start(() -> set(set, round, tally))));
		return running;
	}

	/** The same for the Uniform ones among them, whose instances no other list shows. */
	public Map<AzureResourceId, ConcurrentCalls.Running<List<DiscoveredVm>>> uniformSets(
			Collection<AzureResourceId> sets, RefreshRound round, RequestCounter tally) {
		Map<AzureResourceId, ConcurrentCalls.Running<List<DiscoveredVm>>> running = new LinkedHashMap<>();
		sets.forEach((set) -> running.put(set, this.calls.start(() -> inventory(set).uniform(round, tally))));
		return running;
	}

	private ScaleSetInventory inventory(AzureResourceId set) {
		return this.sets.get(set);
	}

	/** Finds the inventories of the other places in the subscription of one. */
	public interface Neighbours {

		Neighbours NONE = (place) -> List.of();

		List<ScopeInventory> of(ListScope place);

	}

}
