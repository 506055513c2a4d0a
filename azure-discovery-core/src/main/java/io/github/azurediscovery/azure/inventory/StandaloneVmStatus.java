package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
import io.github.azurediscovery.azure.resource.ListScope;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Compute says of VMs outside of the lists of scale sets: their power states, which
 * only a list of the whole subscription tells, and their models (zone, size, identity),
 * read when somebody is new. Not thread-safe.
 */
final class StandaloneVmStatus {

	private static final Logger logger = LoggerFactory.getLogger(StandaloneVmStatus.class);

	/** All that a round may ask. */
	private static final Set<ArmOperation> ASKED = Set.of(ArmOperation.VMS, ArmOperation.POWER_STATES);

	private final ListScope place;

	private final ArmClient lists;

	private final ConcurrentCalls calls;

	private final InventoryOptions settings;

	private final ComputeStatusCache status;

	private Map<AzureResourceId, VmDetails> models = new HashMap<>();

	private final Set<AzureResourceId> wanted = new HashSet<>();

	private Map<AzureResourceId, Integer> counted = Map.of();

	private @Nullable RefreshRound round;

	private @Nullable RefreshRound questioned;

	private final DeniedAccessBackoff power = new DeniedAccessBackoff();

	private boolean told;

	StandaloneVmStatus(ListScope place, ArmClient lists, ConcurrentCalls calls, InventoryOptions settings) {
		this.place = place;
		this.lists = lists;
		this.calls = calls;
		this.settings = settings;
		this.status = new ComputeStatusCache("the VMs of " + place, settings.cadence(),
				lists.limits(place.subscription()), settings.time(), settings.confirmations());
	}

	/** A round begins. */
	void begin(RefreshRound round) {
		if (round.onDemand()) {
			this.power.granted();
		}
		this.round = round;
		this.status.begin(round);
	}

	/** Ask if it is time, without waiting; {@code null} if it is not. */
	@Nullable Asked askIfDue() {
		return this.status.due() ? ask(this.models.isEmpty()) : null;
	}

	void abandon(@Nullable Asked asked, RequestCounter tally) {
		if (asked != null) {
			asked.abandon();
			tally.add(asked.tally);
		}
	}

	/**
	 * Take what was asked; else ask if it is time, or soon if some of those wanted are
	 * not known.
	 * @param wanted those wanted
	 * @param capacities how many VMs the scale sets around have by now
	 * @param asked what was asked, {@code null} for nothing
	 * @param tally counts the requests
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	void refresh(Collection<AzureResourceId> wanted, Map<AzureResourceId, Integer> capacities, @Nullable Asked asked,
			RequestCounter tally) throws InterruptedException {
		this.wanted.addAll(wanted);
		Asked begun = asked;
		if (begun == null && !wanted.isEmpty()) {
			noteNewcomers(wanted, capacities);
			begun = this.status.due() ? ask(anyUnknown(wanted)) : null;
		}
		if (begun != null) {
			Asked answer = begun;
			this.status.take(() -> read(answer), ASKED, answer.tally);
			tally.add(answer.tally);
			this.counted = (this.status.failure() == null) ? capacities : this.counted;
			noteNewcomers(wanted, capacities);
		}
	}

	private void noteNewcomers(Collection<AzureResourceId> wanted, Map<AzureResourceId, Integer> capacities) {
		if (!this.status.due()) {
			if (anyUnknown(wanted)) {
				this.status.newcomer();
			}
			askSoon(capacities);
		}
	}

	/** Once in a round, whatever the number of sources. */
	private void askSoon(Map<AzureResourceId, Integer> capacities) {
		if (!Objects.equals(this.round, this.questioned)) {
			this.questioned = this.round;
			this.status.askSoon(open(capacities));
		}
	}

	private boolean anyUnknown(Collection<AzureResourceId> wanted) {
		return wanted.stream().anyMatch((vm) -> details(vm) == null);
	}

	/**
	 * What the next answer may settle of all that are wanted, since the sources want
	 * different ones: VMs that may be up any moment, and whether sets that have grown
	 * have taken theirs out of the standby pool.
	 */
	private Set<?> open(Map<AzureResourceId, Integer> capacities) {
		Set<Object> open = new HashSet<>();
		boolean pooled = false;
		for (AzureResourceId vm : this.wanted) {
			VmDetails details = details(vm);
			if (VmDetails.expected(details)) {
				open.add(vm);
			}
			pooled |= details != null && details.state().inStandbyPool();
		}
		if (pooled && !capacities.equals(this.counted)) {
			open.add(capacities);
		}
		return open;
	}

	@Nullable VmDetails details(AzureResourceId vm) {
		VmDetails power = this.status.details().get(vm);
		VmDetails model = this.models.get(vm);
		return (power != null) ? power.completedBy(model) : model;
	}

	void retain(Collection<AzureResourceId> listed) {
		this.models.keySet().retainAll(listed);
		this.wanted.retainAll(listed);
		this.status.retain(listed);
	}

	private Asked ask(boolean newcomers) {
		RequestCounter tally = new RequestCounter();
		boolean mayAskPower = !this.power.waits(this.settings.time().instant());
		return new Asked((newcomers || !mayAskPower) ? this.calls.start(() -> this.lists.vms(this.place, tally)) : null,
				mayAskPower ? this.calls.start(() -> this.lists.powerStates(this.place.subscription(), tally)) : null,
				tally);
	}

	private List<VmDetails> read(Asked asked) throws ArmAccessException, InterruptedException {
		try {
			if (asked.models != null) {
				Map<AzureResourceId, VmDetails> fresh = new HashMap<>();
				asked.models.await().forEach((vm) -> fresh.putIfAbsent(vm.id(), vm.after(this.models.get(vm.id()))));
				this.models = fresh;
			}
			return (asked.power != null) ? await(asked.power) : List.of();
		}
		catch (ArmAccessException | InterruptedException ex) {
			asked.abandon();
			throw ex;
		}
	}

	private List<VmDetails> await(ConcurrentCalls.Running<List<VmDetails>> power)
			throws ArmAccessException, InterruptedException {
		try {
			List<VmDetails> states = power.await().stream().filter((vm) -> this.place.covers(vm.id())).toList();
			this.power.granted();
			if (this.told) {
				this.told = false;
				logger.info("Power states of {} are known", this.place);
			}
			return states;
		}
		catch (ArmAccessException ex) {
			if (ex.kind() != ArmAccessException.Kind.DENIED) {
				throw ex;
			}
			this.power.refused(this.settings.time().instant());
			if (!this.told) {
				this.told = true;
				logger.info("Power states stay unknown, and stopped VMs stay members: {}", ex.getMessage());
			}
			return List.of();
		}
	}

	/**
	 * Lists under way.
	 *
	 * @param models the models, {@code null} if they are known
	 * @param power the power states, {@code null} without the rights
	 * @param tally what they cost
	 */
	record Asked(ConcurrentCalls.@Nullable Running<List<VmDetails>> models,
			ConcurrentCalls.@Nullable Running<List<VmDetails>> power, RequestCounter tally) {

		void abandon() {
			if (this.models != null) {
				this.models.abandon();
			}
			if (this.power != null) {
				this.power.abandon();
			}
		}

	}

}
