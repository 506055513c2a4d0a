package io.github.azurediscovery.azure.inventory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.azurediscovery.azure.arm.ArmClient;
import io.github.azurediscovery.azure.arm.ConcurrentArmCalls;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.NicsByVm;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ScaleSetMode;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;

/**
 * The VMs of one scale set. Uniform and Flexible sets need different requests, and a set
 * may be recreated in the other mode under the same name. The model is read only where
 * the outcome depends on it. Thread-safe.
 */
final class ScaleSetInventory {

	private final AzureResourceId set;

	private final ScopeInventory inventory;

	private final ArmClient client;

	private final ConcurrentArmCalls calls;

	private final InventoryOptions options;

	private final OncePerRound<List<DiscoveredVm>> instances = new OncePerRound<>();

	private final OncePerRound<List<Nic>> nics = new OncePerRound<>();

	private final UnchangedNics unchanged = new UnchangedNics();

	private final ScaleSetModelCache model;

	private final ScaleSetModeDetector modeDetector;

	private ComputeStatusCache status;

	private @Nullable ScaleSetMode adopted;

	private @Nullable UniformSetMembers uniform;

	private @Nullable FlexibleSetMembers flexible;

	ScaleSetInventory(AzureResourceId set, ScopeInventory inventory, ArmClient client, ConcurrentArmCalls calls,
			InventoryOptions options) {
		this.set = set;
		this.inventory = inventory;
		this.client = client;
		this.calls = calls;
		this.options = options;
		this.model = new ScaleSetModelCache((counter) -> calls.start(() -> client.scaleSet(set, counter)).await(),
				options);
		this.modeDetector = new ScaleSetModeDetector(set, inventory, options.knownModes());
		this.status = status();
	}

	private ComputeStatusCache status() {
		return new ComputeStatusCache("scale set " + this.set.name(), this.options.newSchedule(),
				this.client.rateLimits(this.set.subscription()), this.options.time(), this.options.confirmations());
	}

	/** Return the instances according to the lists of this round. */
	List<DiscoveredVm> instances(RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.instances.get(round, () -> find(round, counter));
	}

	/**
	 * Return the instances if this is a Uniform set; those of a Flexible set are listed
	 * as VMs.
	 */
	List<DiscoveredVm> uniform(RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return isFlexible(round, counter) ? List.of() : instances(round, counter);
	}

	private synchronized boolean isFlexible(RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return model(round, counter).isFlexible();
	}

	private synchronized List<DiscoveredVm> find(RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		this.status.begin(round);
		try {
			ScaleSetModel known = model(round, counter);
			if (!known.isFlexible()) {
				return uniform(known, round, counter);
			}
			long answersBefore = this.status.answers();
			List<DiscoveredVm> members = flexible(known, round, counter);
			boolean empty = members.isEmpty() && this.status.answers() > answersBefore;
			if (empty && this.modeDetector.isUniform(() -> nics(round, counter))) {
				this.model.presume(ScaleSetModel.presumed(this.set, ScaleSetMode.UNIFORM));
				return find(round, counter);
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

	/**
	 * Return the model as far as known. A change of the mode discards all that was
	 * cached.
	 */
	private ScaleSetModel model(RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		ScaleSetModel known = this.model.current();
		if (known == null) {
			ScaleSetModel presumed = this.modeDetector.presumed(round, counter, () -> nics(round, counter));
			known = (presumed != null) ? this.model.presume(presumed) : this.model.read(counter);
		}
		return adopt(known);
	}

	private ScaleSetModel adopt(ScaleSetModel known) {
		if (known.mode() != this.adopted) {
			this.uniform = new UniformSetMembers(known, new NicRetention(this.options.confirmations()));
			this.flexible = new FlexibleSetMembers(known);
			this.status = (this.adopted == null) ? this.status : status();
			this.adopted = known.mode();
		}
		else {
			Objects.requireNonNull(this.uniform).updateModel(known);
			Objects.requireNonNull(this.flexible).updateModel(known);
		}
		return known;
	}

	/** Read the model if the status of a VM depends on it. */
	private void judgeByModel(ScaleSetModel known, boolean waiting, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		boolean unclear = this.status.details()
			.values()
			.stream()
			.anyMatch((vm) -> "unknown".equals(vm.state().health()));
		if (unclear || waiting) {
			ScaleSetModel renewed = this.model.renewed(known, unclear, counter);
			if (renewed.mode() == known.mode()) {
				adopt(renewed);
			}
		}
	}

	private List<Nic> nics(RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.nics.get(round,
				() -> this.unchanged.reuse(this.calls.start(() -> this.client.setNics(this.set, counter)).await()));
	}

	private List<DiscoveredVm> uniform(ScaleSetModel known, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		UniformSetMembers members = Objects.requireNonNull(this.uniform);
		long answersBefore = this.status.answers();
		var nics = this.calls.start(() -> nics(round, counter));
		var listed = this.calls.start(() -> this.inventory.scaleSet(this.set::equals, round, counter));
		var addresses = this.options.publicAddresses()
				? this.calls.start(() -> this.client.setPublicAddresses(this.set, counter)) : null;
		try {
			return uniform(known, members, answersBefore, new PendingLists(nics, listed, addresses), counter);
		}
		finally {
			nics.abandon();
			listed.abandon();
			if (addresses != null) {
				addresses.abandon();
			}
		}
	}

	/** The lists in progress for a Uniform set. */
	private record PendingLists(ConcurrentArmCalls.PendingCall<List<Nic>> nics,
			ConcurrentArmCalls.PendingCall<@Nullable ListedResource> resource,
			ConcurrentArmCalls.@Nullable PendingCall<Map<AzureResourceId, String>> addresses) {
	}

	private List<DiscoveredVm> uniform(ScaleSetModel known, UniformSetMembers members, long answersBefore,
			PendingLists listed, ArmRequestCounter counter) throws ArmAccessException, InterruptedException {
		boolean asked = askIfDue((own) -> this.client.setVms(this.set, own), ArmOperation.SET_VMS, counter);
		Map<AzureResourceId, List<Nic>> byVm = NicsByVm.group(listed.nics().await());
		members.recordInterfaces(byVm, answersBefore);
		this.status.retain(byVm.keySet());
		if (!asked) {
			if (members.anyUnknown(this.status)) {
				this.status.newcomer();
			}
			if (members.anyVanished(byVm, this.status)) {
				this.status.vanished();
			}
			this.status.askSoon(this.status.expected());
			askIfDue((own) -> this.client.setVms(this.set, own), ArmOperation.SET_VMS, counter);
		}
		this.status.retain(byVm.keySet());
		ResourceTags tags = tags(listed.resource(), known, counter);
		var addresses = listed.addresses();
		judgeByModel(known, members.anyUnknown(this.status), counter);
		return members.join(byVm, this.status, tags, (addresses != null) ? addresses.await() : Map.of());
	}

	/** Return the tags listed in this round, else those of the model. */
	private ResourceTags tags(ConcurrentArmCalls.PendingCall<@Nullable ListedResource> listed, ScaleSetModel known,
			ArmRequestCounter counter) throws ArmAccessException, InterruptedException {
		try {
			ListedResource resource = listed.await();
			if (resource != null) {
				return resource.tags();
			}
		}
		catch (ArmAccessException ex) {
			// The model has the tags, too.
		}
		return (known.presumed() ? adopt(this.model.read(counter)) : known).tags();
	}

	private List<DiscoveredVm> flexible(ScaleSetModel known, RefreshRound round, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		FlexibleSetMembers members = Objects.requireNonNull(this.flexible);
		var listed = this.calls.start(() -> this.inventory.listing(round, counter));
		boolean asked = false;
		ScopeVmListing listing;
		try {
			asked = askIfDue((own) -> this.client.flexibleVms(this.set, own), ArmOperation.FLEXIBLE_VMS, counter);
			listing = listed.await();
		}
		finally {
			listed.abandon();
		}
		if (!asked) {
			if (members.anyUnknown(listing.vms().keySet(), this.status)) {
				this.status.newcomer();
			}
			this.status.askSoon(members.unsettled(listing, this.status));
			askIfDue((own) -> this.client.flexibleVms(this.set, own), ArmOperation.FLEXIBLE_VMS, counter);
		}
		ArmAccessException failure = this.status.failure();
		if (this.status.answers() == 0 && failure != null && !members.anyManaged(listing)) {
			throw failure;
		}
		this.status.retain(members.possibleMembers(listing, this.status));
		judgeByModel(known, false, counter);
		return members.join(listing, this.status);
	}

	private boolean askIfDue(StatusQuery ask, ArmOperation operation, ArmRequestCounter counter)
			throws InterruptedException {
		boolean due = this.status.due();
		if (due) {
			ArmRequestCounter own = new ArmRequestCounter();
			var vms = this.calls.start(() -> ask.vms(own));
			this.status.update(vms::await, Set.of(operation), own);
			counter.add(own);
		}
		return due;
	}

	/** A request for power states and health. */
	private interface StatusQuery {

		List<VmDetails> vms(ArmRequestCounter counter) throws ArmAccessException, InterruptedException;

	}

}
