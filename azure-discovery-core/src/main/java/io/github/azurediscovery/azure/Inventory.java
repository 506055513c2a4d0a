package io.github.azurediscovery.azure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import io.github.azurediscovery.azure.Identities.Identity;
import io.github.azurediscovery.source.Round;
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

	private final NicMemory memory;

	private final StandaloneStatus status;

	private final Identities identities = new Identities();

	private final Map<ResourceId, SetInventory> sets = new ConcurrentHashMap<>();

	private boolean anyWanted;

	Inventory(Place place, AzureLists lists, Calls calls, InventorySettings settings) {
		this.place = place;
		this.lists = lists;
		this.calls = calls;
		this.settings = settings;
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
		var nics = this.calls.start(() -> this.lists.nics(this.place, tally));
		var addresses = this.settings.publicAddresses()
				? this.calls.start(() -> this.lists.publicAddresses(this.place, tally)) : null;
		try {
			Membership membership = Membership.join(resources.await(), nics.await(), this.memory,
					(addresses != null) ? addresses.await() : Map.of());
			this.identities.retain(membership.vms().keySet());
			return membership;
		}
		catch (ListException | InterruptedException ex) {
			nics.abandon();
			if (addresses != null) {
				addresses.abandon();
			}
			throw ex;
		}
	}

	private List<Resource> resources(Round round, Tally tally) throws ListException, InterruptedException {
		return this.resources.get(round, () -> this.lists.resources(this.place, tally));
	}

	/** A scale set as this round lists it, {@code null} if nobody may see it there. */
	@Nullable Resource scaleSet(Predicate<ResourceId> wanted, Round round, Tally tally)
			throws ListException, InterruptedException {
		return resources(round, tally).stream()
			.filter((resource) -> resource.scaleSet() && wanted.test(resource.id()))
			.findFirst()
			.orElse(null);
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
		this.status.refresh(vms.stream().map(Resource::id).toList(), asked, tally);
		this.status.retain(membership.vms().keySet());
		return vms.stream().map((vm) -> candidate(vm, this.status.details(vm.id()), membership)).toList();
	}

	private Candidate candidate(Resource vm, @Nullable VmDetails details, Membership membership) {
		Identity identity = this.identities.of(vm.id(), (details != null) ? details.vmId() : null);
		ResourceId set = (details != null) ? details.scaleSet() : vm.manager();
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
		return this.sets.computeIfAbsent(set,
				(id) -> new SetInventory(id, this, this.lists, this.calls, this.settings));
	}

}
