package io.github.azurediscovery.azure;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.source.Round;
import org.jspecify.annotations.Nullable;

/**
 * One scale set: its mode, read once, and its VMs. Uniform and Flexible sets take
 * different calls. Thread-safe.
 */
final class SetInventory {

	private final ResourceId set;

	private final AzureLists lists;

	private final Calls calls;

	private final InventorySettings settings;

	private final OncePerRound<List<Candidate>> candidates = new OncePerRound<>();

	private final StatusRound status;

	private @Nullable ScaleSetModel model;

	private @Nullable UniformMembers uniform;

	private @Nullable FlexibleMembers flexible;

	SetInventory(ResourceId set, AzureLists lists, Calls calls, InventorySettings settings) {
		this.set = set;
		this.lists = lists;
		this.calls = calls;
		this.settings = settings;
		this.status = new StatusRound("scale set " + set.name(), settings.cadence(), lists.limits(set.subscription()),
				settings.time());
	}

	/** The instances by this round's lists. */
	List<Candidate> candidates(Round round, Membership membership, Tally tally)
			throws ListException, InterruptedException {
		return this.candidates.get(round, () -> find(round, membership, tally));
	}

	private synchronized List<Candidate> find(Round round, Membership membership, Tally tally)
			throws ListException, InterruptedException {
		try {
			this.status.begin(round);
			ScaleSetModel model = model(tally);
			return model.flexible() ? flexible(membership, tally) : uniform(membership, tally);
		}
		catch (ListException ex) {
			if (ex.kind() == ListException.Kind.MISSING) {
				this.model = null;
			}
			throw ex;
		}
	}

	private ScaleSetModel model(Tally tally) throws ListException, InterruptedException {
		ScaleSetModel known = this.model;
		if (known == null) {
			known = this.calls.start(() -> this.lists.scaleSet(this.set, tally)).await();
			this.model = known;
			this.uniform = new UniformMembers(known, new NicMemory(this.settings.confirmations()));
			this.flexible = new FlexibleMembers(known);
		}
		return known;
	}

	private List<Candidate> uniform(Membership membership, Tally tally) throws ListException, InterruptedException {
		UniformMembers members = java.util.Objects.requireNonNull(this.uniform);
		long answersBefore = this.status.answers();
		boolean due = this.status.due();
		var nics = this.calls.start(() -> this.lists.setNics(this.set, tally));
		var addresses = this.settings.publicAddresses()
				? this.calls.start(() -> this.lists.setPublicAddresses(this.set, tally)) : null;
		if (due) {
			askStatus(tally);
		}
		Map<ResourceId, List<Nic>> byVm = Nics.byVm(nics.await());
		Map<ResourceId, String> publicAddresses = (addresses != null) ? addresses.await() : Map.of();
		members.seen(byVm, answersBefore);
		if (!due && members.anyUnknown(this.status)) {
			this.status.newcomer();
		}
		if (!due && members.anyVanished(byVm, this.status)) {
			this.status.vanished();
		}
		if (!due && this.status.due()) {
			askStatus(tally);
		}
		return members.join(byVm, this.status, membership.setTags(this.set), publicAddresses);
	}

	private List<Candidate> flexible(Membership membership, Tally tally) throws ListException, InterruptedException {
		FlexibleMembers members = java.util.Objects.requireNonNull(this.flexible);
		if (members.anyUnknown(membership.vms().keySet(), this.status) && !this.status.due()) {
			this.status.newcomer();
		}
		if (this.status.due()) {
			Tally own = new Tally();
			var vms = this.calls.start(() -> this.lists.flexibleVms(this.set, own));
			this.status.take(vms::await, own);
			tally.add(own);
		}
		ListException failure = this.status.failure();
		if (this.status.answers() == 0 && failure != null) {
			throw failure;
		}
		return members.join(membership, this.status);
	}

	private void askStatus(Tally tally) throws InterruptedException {
		Tally own = new Tally();
		var vms = this.calls.start(() -> this.lists.setVms(this.set, own));
		this.status.take(vms::await, own);
		tally.add(own);
	}

}
