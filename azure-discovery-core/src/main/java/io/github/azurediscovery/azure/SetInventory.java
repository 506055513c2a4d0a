package io.github.azurediscovery.azure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.azurediscovery.source.Round;
import org.jspecify.annotations.Nullable;

/**
 * One scale set: its model, which is renewed now and then, and its VMs. Uniform and
 * Flexible sets take different calls, and a set may be made again under its name in the
 * other mode. Thread-safe.
 */
final class SetInventory {

	private final ResourceId set;

	private final Inventory inventory;

	private final AzureLists lists;

	private final Calls calls;

	private final InventorySettings settings;

	private final OncePerRound<List<Candidate>> candidates = new OncePerRound<>();

	/** A set may be read twelve times a minute by all clients together. */
	private static final Duration MODEL_LIFE = Duration.ofHours(1);

	private StatusRound status;

	private @Nullable ScaleSetModel model;

	private Instant modelRead = Instant.MIN;

	private @Nullable UniformMembers uniform;

	private @Nullable FlexibleMembers flexible;

	SetInventory(ResourceId set, Inventory inventory, AzureLists lists, Calls calls, InventorySettings settings) {
		this.set = set;
		this.inventory = inventory;
		this.lists = lists;
		this.calls = calls;
		this.settings = settings;
		this.status = status();
	}

	private StatusRound status() {
		return new StatusRound("scale set " + this.set.name(), this.settings.cadence(),
				this.lists.limits(this.set.subscription()), this.settings.time(), this.settings.confirmations());
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
			if (!model.flexible()) {
				return uniform(model, round, tally);
			}
			long answersBefore = this.status.answers();
			List<Candidate> members = flexible(round, tally);
			boolean nobody = members.isEmpty() && this.status.answers() > answersBefore;
			return (nobody && !read(tally).flexible()) ? find(round, tally) : members;
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
		Instant now = this.settings.time().instant();
		if (known != null && !now.isBefore(this.modelRead) && now.isBefore(this.modelRead.plus(MODEL_LIFE))) {
			return known;
		}
		try {
			return read(tally);
		}
		catch (ListException ex) {
			if (known == null || ex.kind() == ListException.Kind.MISSING) {
				throw ex;
			}
			this.modelRead = now;
			return known;
		}
	}

	/** Read the model; the other mode begins anew. */
	private ScaleSetModel read(Tally tally) throws ListException, InterruptedException {
		ScaleSetModel known = this.model;
		ScaleSetModel fresh = this.calls.start(() -> this.lists.scaleSet(this.set, tally)).await();
		this.modelRead = this.settings.time().instant();
		this.model = fresh;
		if (known == null || known.flexible() != fresh.flexible()) {
			this.uniform = new UniformMembers(fresh, new NicMemory(this.settings.confirmations()));
			this.flexible = new FlexibleMembers(fresh);
			this.status = (known == null) ? this.status : status();
		}
		else {
			Objects.requireNonNull(this.uniform).model(fresh);
			Objects.requireNonNull(this.flexible).model(fresh);
		}
		return fresh;
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
			this.status.askSoon(this.status.expected());
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
		if (!asked) {
			if (members.anyUnknown(membership.vms().keySet(), this.status)) {
				this.status.newcomer();
			}
			this.status.askSoon(members.open(membership, this.status));
			askIfDue((own) -> this.lists.flexibleVms(this.set, own), tally);
		}
		ListException failure = this.status.failure();
		if (this.status.answers() == 0 && failure != null && !members.anyManaged(membership)) {
			throw failure;
		}
		this.status.retain(members.possible(membership, this.status));
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
