package io.github.azurediscovery.azure;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.azurediscovery.source.Round;
import org.jspecify.annotations.Nullable;

/**
 * One scale set: its mode, read once, and its VMs. Uniform and Flexible sets take
 * different calls. Thread-safe.
 */
final class SetInventory {

	private final ResourceId set;

	private final Inventory inventory;

	private final AzureLists lists;

	private final Calls calls;

	private final InventorySettings settings;

	private final OncePerRound<List<Candidate>> candidates = new OncePerRound<>();

	private final StatusRound status;

	private @Nullable ScaleSetModel model;

	private @Nullable UniformMembers uniform;

	private @Nullable FlexibleMembers flexible;

	SetInventory(ResourceId set, Inventory inventory, AzureLists lists, Calls calls, InventorySettings settings) {
		this.set = set;
		this.inventory = inventory;
		this.lists = lists;
		this.calls = calls;
		this.settings = settings;
		this.status = new StatusRound("scale set " + set.name(), settings.cadence(), lists.limits(set.subscription()),
				settings.time(), settings.confirmations());
	}

	/** The instances by this round's lists. */
	List<Candidate> candidates(Round round, Tally tally) throws ListException, InterruptedException {
		return this.candidates.get(round, () -> find(round, tally));
	}

	/** The same for a Uniform set; a Flexible one's instances are listed as VMs. */
	List<Candidate> uniform(Round round, Tally tally) throws ListException, InterruptedException {
		return flexible(tally) ? List.of() : candidates(round, tally);
	}

	private synchronized boolean flexible(Tally tally) throws ListException, InterruptedException {
		return model(tally).flexible();
	}

	private synchronized List<Candidate> find(Round round, Tally tally) throws ListException, InterruptedException {
		this.status.begin(round);
		try {
			ScaleSetModel model = model(tally);
			return model.flexible() ? flexible(round, tally) : uniform(model, round, tally);
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

	private List<Candidate> uniform(ScaleSetModel model, Round round, Tally tally)
			throws ListException, InterruptedException {
		UniformMembers members = Objects.requireNonNull(this.uniform);
		long answersBefore = this.status.answers();
		var nics = this.calls.start(() -> this.lists.setNics(this.set, tally));
		var listed = this.calls.start(() -> this.inventory.scaleSet(this.set::equals, round, tally));
		var addresses = this.settings.publicAddresses()
				? this.calls.start(() -> this.lists.setPublicAddresses(this.set, tally)) : null;
		boolean asked = askIfDue((own) -> this.lists.setVms(this.set, own), tally);
		Map<ResourceId, List<Nic>> byVm = Nics.byVm(nics.await());
		members.seen(byVm, answersBefore);
		this.status.retain(byVm.keySet());
		if (!asked) {
			if (members.anyUnknown(this.status)) {
				this.status.newcomer();
			}
			if (members.anyVanished(byVm, this.status)) {
				this.status.vanished();
			}
			askIfDue((own) -> this.lists.setVms(this.set, own), tally);
		}
		this.status.retain(byVm.keySet());
		return members.join(byVm, this.status, tags(listed, model), (addresses != null) ? addresses.await() : Map.of());
	}

	/** As listed in this round, else as they were when the model was read. */
	private static TagSet tags(Calls.Running<@Nullable Resource> listed, ScaleSetModel model)
			throws InterruptedException {
		try {
			Resource resource = listed.await();
			return (resource != null) ? resource.tags() : model.tags();
		}
		catch (ListException ex) {
			return model.tags();
		}
	}

	private List<Candidate> flexible(Round round, Tally tally) throws ListException, InterruptedException {
		FlexibleMembers members = Objects.requireNonNull(this.flexible);
		var listed = this.calls.start(() -> this.inventory.membership(round, tally));
		boolean asked = askIfDue((own) -> this.lists.flexibleVms(this.set, own), tally);
		Membership membership = listed.await();
		if (!asked && members.anyUnknown(membership.vms().keySet(), this.status)) {
			this.status.newcomer();
			askIfDue((own) -> this.lists.flexibleVms(this.set, own), tally);
		}
		ListException failure = this.status.failure();
		if (this.status.answers() == 0 && failure != null && !members.anyManaged(membership)) {
			throw failure;
		}
		this.status.retain(membership.vms().keySet());
		return members.join(membership, this.status);
	}

	private boolean askIfDue(Ask ask, Tally tally) throws InterruptedException {
		boolean due = this.status.due();
		if (due) {
			Tally own = new Tally();
			var vms = this.calls.start(() -> ask.vms(own));
			this.status.take(vms::await, own);
			tally.add(own);
		}
		return due;
	}

	/** The list that tells power and health. */
	private interface Ask {

		List<VmDetails> vms(Tally tally) throws ListException, InterruptedException;

	}

}
