package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

	private final NicMemory memory;

	private final StandaloneStatus status;

	private final Identities identities = new Identities();

	private final Map<ResourceId, SetInventory> sets = new ConcurrentHashMap<>();

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
		return this.membership.get(round, () -> {
			begin(round);
			return list(tally);
		});
	}

	private synchronized void begin(Round round) {
		this.status.begin(round);
	}

	private Membership list(Tally tally) throws ListException, InterruptedException {
		var resources = this.calls.start(() -> this.lists.resources(this.place, tally));
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
			resources.abandon();
			if (addresses != null) {
				addresses.abandon();
			}
			throw ex;
		}
	}

	/** The VMs that somebody wants, with what Compute says of them. */
	synchronized List<Candidate> vms(Membership membership, Tally tally, Predicate<Resource> wanted)
			throws InterruptedException {
		List<Resource> vms = membership.vms().values().stream().filter(wanted).toList();
		if (vms.isEmpty()) {
			return List.of();
		}
		this.status.refresh(vms.stream().map(Resource::id).toList(), tally);
		this.status.retain(membership.vms().keySet());
		List<Candidate> candidates = new ArrayList<>();
		for (Resource vm : vms) {
			candidates.add(candidate(vm, this.status.details(vm.id()), membership));
		}
		return candidates;
	}

	private Candidate candidate(Resource vm, @Nullable VmDetails details, Membership membership) {
		Identity identity = this.identities.of(vm.id(), (details != null) ? details.vmId() : null);
		ResourceId set = (details != null) ? details.scaleSet() : null;
		TagSet tags = (set != null) ? vm.tags().over(membership.setTags(set)) : vm.tags();
		return new Candidate(vm.id(), identity, vm.name(), vm.region(), tags, set, details,
				membership.nics().getOrDefault(vm.id(), List.of()), membership.publicAddresses(), null, false, false);
	}

	/** The instances of a scale set that lies here. */
	List<Candidate> set(ResourceId set, Round round, Tally tally) throws ListException, InterruptedException {
		Membership membership = membership(round, tally);
		SetInventory inventory = this.sets.computeIfAbsent(set,
				(id) -> new SetInventory(id, this.lists, this.calls, this.settings));
		return inventory.candidates(round, membership, tally);
	}

}
