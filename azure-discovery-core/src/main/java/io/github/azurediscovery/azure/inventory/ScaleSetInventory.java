package io.github.azurediscovery.azure.inventory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.azurediscovery.azure.arm.ArmClient;
import io.github.azurediscovery.azure.arm.ConcurrentCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.NicsByVm;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/**
 * One scale set and its VMs. Uniform and Flexible sets take different calls, and a set
 * may be made again under its name in the other mode. Its model is read where something
 * hangs on it. Thread-safe.
 */
final class ScaleSetInventory {

	private final AzureResourceId set;

	private final ScopeInventory inventory;

	private final ArmClient lists;

	private final ConcurrentCalls calls;

	private final InventoryOptions settings;

	private final OncePerRound<List<DiscoveredVm>> candidates = new OncePerRound<>();

	private final OncePerRound<List<Nic>> nics = new OncePerRound<>();

	private final UnchangedNics unchanged = new UnchangedNics();

	private final ScaleSetModelCache model;

	private final ScaleSetModeDetector evidence;

	private ComputeStatusCache status;

	private @Nullable Boolean adopted;

	private @Nullable UniformSetMembers uniform;

	private @Nullable FlexibleSetMembers flexible;

	ScaleSetInventory(AzureResourceId set, ScopeInventory inventory, ArmClient lists, ConcurrentCalls calls,
			InventoryOptions settings) {
		this.set = set;
		this.inventory = inventory;
		this.lists = lists;
		this.calls = calls;
		this.settings = settings;
		this.model = new ScaleSetModelCache((tally) -> calls.start(() -> lists.scaleSet(set, tally)).await(), settings);
		this.evidence = new ScaleSetModeDetector(set, inventory, settings.remembered());
		this.status = status();
	}

	private ComputeStatusCache status() {
		return new ComputeStatusCache("scale set " + this.set.name(), this.settings.cadence(),
				this.lists.limits(this.set.subscription()), this.settings.time(), this.settings.confirmations());
	}

	/** The instances by this round's lists. */
	List<DiscoveredVm> candidates(RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return this.candidates.get(round, () -> find(round, tally));
	}

	/** The same for a Uniform set; a Flexible one's instances are listed as VMs. */
	List<DiscoveredVm> uniform(RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return isFlexible(round, tally) ? List.of() : candidates(round, tally);
	}

	private synchronized boolean isFlexible(RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		return model(round, tally).flexible();
	}

	private synchronized List<DiscoveredVm> find(RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		this.status.begin(round);
		try {
			ScaleSetModel known = model(round, tally);
			if (!known.flexible()) {
				return uniform(known, round, tally);
			}
			long answersBefore = this.status.answers();
			List<DiscoveredVm> members = flexible(known, round, tally);
			boolean nobody = members.isEmpty() && this.status.answers() > answersBefore;
			if (nobody && this.evidence.isUniform(() -> nics(round, tally))) {
				this.model.presume(ScaleSetModel.presumed(this.set, false));
				return find(round, tally);
			}
			return members;
		}
		catch (ArmAccessException ex) {
			if (ex.kind() == ArmAccessException.Kind.MISSING) {
				this.model.forget();
			}
			throw ex;
		}
	}

	/** The model as far as it is known; the other mode begins anew. */
	private ScaleSetModel model(RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		ScaleSetModel known = this.model.current();
		if (known == null) {
			ScaleSetModel presumed = this.evidence.presumed(round, tally, () -> nics(round, tally));
			known = (presumed != null) ? this.model.presume(presumed) : this.model.read(tally);
		}
		return adopt(known);
	}

	private ScaleSetModel adopt(ScaleSetModel known) {
		if (!Boolean.valueOf(known.flexible()).equals(this.adopted)) {
			this.uniform = new UniformSetMembers(known, new NicRetention(this.settings.confirmations()));
			this.flexible = new FlexibleSetMembers(known);
			this.status = (this.adopted == null) ? this.status : status();
			this.adopted = known.flexible();
		}
		else {
			Objects.requireNonNull(this.uniform).model(known);
			Objects.requireNonNull(this.flexible).model(known);
		}
		return known;
	}

	/** Read the model if one of the VMs is to be judged by it. */
	private void judgeByModel(ScaleSetModel known, boolean waiting, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		boolean unclear = this.status.details()
			.values()
			.stream()
			.anyMatch((vm) -> "unknown".equals(vm.state().health()));
		if (unclear || waiting) {
			ScaleSetModel renewed = this.model.renewed(known, unclear, tally);
			if (renewed.flexible() == known.flexible()) {
				adopt(renewed);
			}
		}
	}

	private List<Nic> nics(RefreshRound round, RequestCounter tally) throws ArmAccessException, InterruptedException {
		return this.nics.get(round,
				() -> this.unchanged.reuse(this.calls.start(() -> this.lists.setNics(this.set, tally)).await()));
	}

	private List<DiscoveredVm> uniform(ScaleSetModel known, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		UniformSetMembers members = Objects.requireNonNull(this.uniform);
		long answersBefore = this.status.answers();
		var nics = this.calls.start(() -> nics(round, tally));
		var listed = this.calls.start(() -> this.inventory.scaleSet(this.set::equals, round, tally));
		var addresses = this.settings.publicAddresses()
				? this.calls.start(() -> this.lists.setPublicAddresses(this.set, tally)) : null;
		try {
			return uniform(known, members, answersBefore, new Listed(nics, listed, addresses), tally);
		}
		finally {
			nics.abandon();
			listed.abandon();
			if (addresses != null) {
				addresses.abandon();
			}
		}
	}

	/** The lists that the set takes side by side; the resources are others' as well. */
	private record Listed(ConcurrentCalls.Running<List<Nic>> nics,
			ConcurrentCalls.Running<@Nullable ListedResource> resource,
			ConcurrentCalls.@Nullable Running<Map<AzureResourceId, String>> addresses) {
	}

	private List<DiscoveredVm> uniform(ScaleSetModel known, UniformSetMembers members, long answersBefore,
			Listed listed, RequestCounter tally) throws ArmAccessException, InterruptedException {
		boolean asked = askIfDue((own) -> this.lists.setVms(this.set, own), ArmOperation.SET_VMS, tally);
		Map<AzureResourceId, List<Nic>> byVm = NicsByVm.group(listed.nics().await());
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
			askIfDue((own) -> this.lists.setVms(this.set, own), ArmOperation.SET_VMS, tally);
		}
		this.status.retain(byVm.keySet());
		ResourceTags tags = tags(listed.resource(), known, tally);
		var addresses = listed.addresses();
		judgeByModel(known, members.anyUnknown(this.status), tally);
		return members.join(byVm, this.status, tags, (addresses != null) ? addresses.await() : Map.of());
	}

	/** As listed in this round, else as they were when the model was read. */
	private ResourceTags tags(ConcurrentCalls.Running<@Nullable ListedResource> listed, ScaleSetModel known,
			RequestCounter tally) throws ArmAccessException, InterruptedException {
		try {
			ListedResource resource = listed.await();
			if (resource != null) {
				return resource.tags();
			}
		}
		catch (ArmAccessException ex) {
			// The set itself tells them as well.
		}
		return (known.presumed() ? adopt(this.model.read(tally)) : known).tags();
	}

	private List<DiscoveredVm> flexible(ScaleSetModel known, RefreshRound round, RequestCounter tally)
			throws ArmAccessException, InterruptedException {
		FlexibleSetMembers members = Objects.requireNonNull(this.flexible);
		var listed = this.calls.start(() -> this.inventory.membership(round, tally));
		boolean asked = false;
		ScopeListing membership;
		try {
			asked = askIfDue((own) -> this.lists.flexibleVms(this.set, own), ArmOperation.FLEXIBLE_VMS, tally);
			membership = listed.await();
		}
		finally {
			listed.abandon();
		}
		if (!asked) {
			if (members.anyUnknown(membership.vms().keySet(), this.status)) {
				this.status.newcomer();
			}
			this.status.askSoon(members.open(membership, this.status));
			askIfDue((own) -> this.lists.flexibleVms(this.set, own), ArmOperation.FLEXIBLE_VMS, tally);
		}
		ArmAccessException failure = this.status.failure();
		if (this.status.answers() == 0 && failure != null && !members.anyManaged(membership)) {
			throw failure;
		}
		this.status.retain(members.possible(membership, this.status));
		judgeByModel(known, false, tally);
		return members.join(membership, this.status);
	}

	private boolean askIfDue(Ask ask, ArmOperation operation, RequestCounter tally) throws InterruptedException {
		boolean due = this.status.due();
		if (due) {
			RequestCounter own = new RequestCounter();
			var vms = this.calls.start(() -> ask.vms(own));
			this.status.take(vms::await, Set.of(operation), own);
			tally.add(own);
		}
		return due;
	}

	/** The list that tells power and health. */
	private interface Ask {

		List<VmDetails> vms(RequestCounter tally) throws ArmAccessException, InterruptedException;

	}

}
