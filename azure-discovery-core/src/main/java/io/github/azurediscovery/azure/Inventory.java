package io.github.azurediscovery.azure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.azurediscovery.source.Round;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is listed in one place, for all sources that look there: each list is
 * asked once in a round, whatever the number of services. Thread-safe.
 */
final class Inventory {

	private final Place place;

	private final AzureLists lists;

	private final Calls calls;

	private final InventorySettings settings;

	private final OncePerRound<Membership> membership = new OncePerRound<>();

	private final OncePerRound<List<Resource>> resources = new OncePerRound<>();

	private final OncePerRound<List<Nic>> nics = new OncePerRound<>();

	private final OncePerRound<Map<ResourceId, String>> addresses = new OncePerRound<>();

	private final Neighbours neighbours;

	private final UnchangedNics unchanged = new UnchangedNics();

	private final NicMemory memory;

	private final StandaloneStatus status;

	private final KeptWhileAsked<ResourceId, SetInventory> sets;

	private boolean anyWanted;

	/**
	 * Create an inventory of which nothing is known.
	 * @param neighbours the other places of the subscription, where network interfaces
	 * and public addresses of VMs here may lie
	 */
	Inventory(Place place, AzureLists lists, Calls calls, InventorySettings settings, Neighbours neighbours) {
		this.neighbours = neighbours;
		this.place = place;
		this.lists = lists;
		this.calls = calls;
		this.settings = settings;
		this.sets = new KeptWhileAsked<>(settings.time(), (set) -> new SetInventory(set, this, lists, calls, settings));
		this.memory = new NicMemory(settings.confirmations());
		this.status = new StandaloneStatus(place, lists, calls, settings);
	}

	Place place() {
		return this.place;
	}

	/** Who is there, by this round's lists. */
	Membership membership(Round round, Tally tally) throws ListException, InterruptedException {
		return this.membership.get(round, () -> list(round, tally));
	}

	private Membership list(Round round, Tally tally) throws ListException, InterruptedException {
		var resources = this.calls.start(() -> resources(round, tally));
		var nics = this.calls.start(() -> nics(round, tally));
		var addresses = this.settings.publicAddresses() ? this.calls.start(() -> addresses(round, tally)) : null;
		try {
			List<Resource> listed = resources.await();
			List<Nic> own = nics.await();
			NeighbourJoin join = new NeighbourJoin(this.neighbours.of(this.place), round, tally);
			List<Nic> all = join.nics(listed, own);
			Map<ResourceId, String> here = (addresses != null) ? addresses.await() : Map.of();
			return Membership.join(listed, all, this.memory, (addresses != null) ? join.addresses(all, here) : here)
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
	List<Nic> nics(Round round, Tally tally) throws ListException, InterruptedException {
		return this.nics.get(round, () -> this.unchanged.reuse(this.lists.nics(this.place, tally)));
	}

	/** The public addresses that lie here, by this round's list. */
	Map<ResourceId, String> addresses(Round round, Tally tally) throws ListException, InterruptedException {
		return this.addresses.get(round, () -> this.lists.publicAddresses(this.place, tally));
	}

	private List<Resource> resources(Round round, Tally tally) throws ListException, InterruptedException {
		return this.resources.get(round, () -> this.lists.resources(this.place, tally));
	}

	/**
	 * The scale set that is wanted, as this round lists it, {@code null} if there is none
	 * to be seen. Two of them are a failure: which one is meant cannot be known.
	 */
	@Nullable Resource scaleSet(Predicate<ResourceId> wanted, Round round, Tally tally)
			throws ListException, InterruptedException {
		List<Resource> found = scaleSets(wanted, round, tally);
		if (found.size() > 1) {
			throw ListException.failed(Reason.INVALID, "There are " + found.size() + " scale sets named "
					+ found.get(0).name() + " in " + this.place + ": "
					+ found.stream().map((set) -> set.id().toString()).sorted().collect(Collectors.joining(", "))
					+ "; configure the one that is meant by its resource id");
		}
		return found.isEmpty() ? null : found.get(0);
	}

	/** The scale sets that are wanted, as this round lists them. */
	List<Resource> scaleSets(Predicate<ResourceId> wanted, Round round, Tally tally)
			throws ListException, InterruptedException {
		return resources(round, tally).stream()
			.filter((resource) -> resource.scaleSet() && wanted.test(resource.id()))
			.toList();
	}

	/** Whether VMs are listed that a scale set manages. */
	boolean isManaging(ResourceId set, Round round, Tally tally) throws ListException, InterruptedException {
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
	synchronized List<Candidate> vms(Round round, Tally tally, BiPredicate<Resource, Membership> wanted,
			boolean expected) throws ListException, InterruptedException {
		this.status.begin(round);
		StandaloneStatus.Asked asked = (expected || this.anyWanted) ? this.status.askIfDue() : null;
		Membership membership;
		try {
			membership = membership(round, tally);
		}
		catch (ListException | InterruptedException ex) {
			this.status.abandon(asked, tally);
			throw ex;
		}
		List<Resource> vms = membership.vms().values().stream().filter((vm) -> wanted.test(vm, membership)).toList();
		this.anyWanted |= !vms.isEmpty();
		this.status.refresh(vms.stream().map(Resource::id).toList(), membership.capacities(), asked, tally);
		this.status.retain(membership.vms().keySet());
		return vms.stream().map((vm) -> candidate(vm, this.status.details(vm.id()), membership)).toList();
	}

	private Candidate candidate(Resource vm, @Nullable VmDetails details, Membership membership) {
		VmIdentity identity = VmIdentity.of(vm.id(), (details != null) ? details.vmId() : null);
		ResourceId set = (vm.manager() != null || details == null) ? vm.manager() : details.scaleSet();
		TagSet tags = (set != null) ? vm.tags().over(membership.setTags(set)) : vm.tags();
		return new Candidate(vm.id(), identity, vm.name(), vm.region(), tags, set, details,
				membership.nics().getOrDefault(vm.id(), List.of()), membership.publicAddresses(), null, false, false);
	}

	/** The instances of a scale set that lies here. */
	List<Candidate> set(ResourceId set, Round round, Tally tally) throws ListException, InterruptedException {
		return inventory(set).candidates(round, tally);
	}

	/** The instances of several scale sets, asked side by side. */
	Map<ResourceId, Calls.Running<List<Candidate>>> sets(Collection<ResourceId> sets, Round round, Tally tally) {
		Map<ResourceId, Calls.Running<List<Candidate>>> running = new LinkedHashMap<>();
		sets.forEach((set) -> running.put(set, this.calls.start(() -> set(set, round, tally))));
		return running;
	}

	/** The same for the Uniform ones among them, whose instances no other list shows. */
	Map<ResourceId, Calls.Running<List<Candidate>>> uniformSets(Collection<ResourceId> sets, Round round, Tally tally) {
		Map<ResourceId, Calls.Running<List<Candidate>>> running = new LinkedHashMap<>();
		sets.forEach((set) -> running.put(set, this.calls.start(() -> inventory(set).uniform(round, tally))));
		return running;
	}

	private SetInventory inventory(ResourceId set) {
		return this.sets.get(set);
	}

	/** Finds the inventories of the other places in the subscription of one. */
	interface Neighbours {

		Neighbours NONE = (place) -> List.of();

		List<Inventory> of(Place place);

	}

}
