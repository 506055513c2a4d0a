package io.github.azurediscovery.azure.inventory;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status of VMs that are not read by scale set: their power states, which only a list
 * of the whole subscription shows, and their models (zone, size, identity), read when a
 * new VM appears. Not thread-safe.
 */
final class StandaloneVmStatus {

	private static final Logger logger = LoggerFactory.getLogger(StandaloneVmStatus.class);

	/** The operations that a round may use. */
	private static final Set<ArmOperation> ASKED = Set.of(ArmOperation.VMS, ArmOperation.POWER_STATES);

	private final ResourceListScope scope;

	private final ArmClient client;

	private final ConcurrentArmCalls calls;

	private final InventoryOptions options;

	private final ComputeStatusCache status;

	private Map<AzureResourceId, VmDetails> models = new HashMap<>();

	private final Set<AzureResourceId> wanted = new HashSet<>();

	private Map<AzureResourceId, Integer> capacitiesAtAnswer = Map.of();

	private @Nullable RefreshRound round;

	private @Nullable RefreshRound lastEarlyRetry;

	private final DeniedAccessBackoff powerBackoff = new DeniedAccessBackoff();

	private boolean powerDeniedLogged;

	StandaloneVmStatus(ResourceListScope scope, ArmClient client, ConcurrentArmCalls calls, InventoryOptions options) {
		this.scope = scope;
		this.client = client;
		this.calls = calls;
		this.options = options;
		this.status = new ComputeStatusCache("the VMs of " + scope, options.newSchedule(),
				client.rateLimits(scope.subscription()), options.time(), options.confirmations());
	}

	/** A round begins. */
	void begin(RefreshRound round) {
		if (round.onDemand()) {
			this.powerBackoff.granted();
		}
		this.round = round;
		this.status.begin(round);
	}

	/** Start a query if due, without waiting for it; {@code null} if it is not due. */
	@Nullable PendingStatus askIfDue() {
		return this.status.due() ? ask(this.models.isEmpty() || anyUnknown(this.wanted)) : null;
	}

	void abandon(@Nullable PendingStatus asked, ArmRequestCounter counter) {
		if (asked != null) {
			asked.abandon();
			counter.add(asked.counter);
		}
	}

	/**
	 * Wait for the query in progress; without one, query if due, and soon if a wanted VM
	 * is unknown.
	 * @param wanted the VMs that the source wants
	 * @param capacities the current number of VMs by scale set
	 * @param asked the query in progress, {@code null} for none
	 * @param counter counts the requests
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	void refresh(Collection<AzureResourceId> wanted, Map<AzureResourceId, Integer> capacities,
			@Nullable PendingStatus asked, ArmRequestCounter counter) throws InterruptedException {
		this.wanted.addAll(wanted);
		PendingStatus begun = asked;
		if (begun == null && !wanted.isEmpty()) {
			noteNewcomers(wanted, capacities);
			begun = this.status.due() ? ask(anyUnknown(wanted)) : null;
		}
		if (begun != null) {
			PendingStatus answer = begun;
			this.status.update(() -> read(answer), ASKED, answer.counter);
			counter.add(answer.counter);
			this.capacitiesAtAnswer = (this.status.failure() == null) ? capacities : this.capacitiesAtAnswer;
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

	/** Does so once in a round, whatever the number of sources. */
	private void askSoon(Map<AzureResourceId, Integer> capacities) {
		if (!Objects.equals(this.round, this.lastEarlyRetry)) {
			this.lastEarlyRetry = this.round;
			this.status.askSoon(unsettled(capacities));
		}
	}

	/** Return whether the model of a VM is missing; its power state may be known. */
	private boolean anyUnknown(Collection<AzureResourceId> wanted) {
		return !this.models.keySet().containsAll(wanted);
	}

	/**
	 * Return the questions about wanted VMs of all sources that the next response may
	 * settle: VMs that are starting, and whether sets whose capacity changed took VMs out
	 * of the standby pool.
	 */
	private Set<?> unsettled(Map<AzureResourceId, Integer> capacities) {
		Set<Object> unsettled = new HashSet<>();
		boolean pooled = false;
		for (AzureResourceId vm : this.wanted) {
			VmDetails details = details(vm);
			if (VmDetails.expected(details)) {
				unsettled.add(vm);
			}
			pooled |= details != null && details.state().inStandbyPool();
		}
		if (pooled && !capacities.equals(this.capacitiesAtAnswer)) {
			unsettled.add(capacities);
		}
		return unsettled;
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

	private PendingStatus ask(boolean newcomers) {
		ArmRequestCounter counter = new ArmRequestCounter();
		boolean mayAskPower = !this.powerBackoff.waits(this.options.time().instant());
		return new PendingStatus(
				(newcomers || !mayAskPower) ? this.calls.start(() -> this.client.vms(this.scope, counter)) : null,
				mayAskPower ? this.calls.start(() -> this.client.powerStates(this.scope.subscription(), counter))
						: null,
				counter);
	}

	private List<VmDetails> read(PendingStatus asked) throws ArmAccessException, InterruptedException {
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

	private List<VmDetails> await(ConcurrentArmCalls.PendingCall<List<VmDetails>> power)
			throws ArmAccessException, InterruptedException {
		try {
			List<VmDetails> states = power.await().stream().filter((vm) -> this.scope.covers(vm.id())).toList();
			this.powerBackoff.granted();
			if (this.powerDeniedLogged) {
				this.powerDeniedLogged = false;
				logger.info("Reading the power states of {} succeeded again", this.scope);
			}
			return states;
		}
		catch (ArmAccessException ex) {
			if (ex.kind() != ArmAccessException.Kind.DENIED) {
				throw ex;
			}
			this.powerBackoff.refused(this.options.time().instant());
			if (!this.powerDeniedLogged) {
				this.powerDeniedLogged = true;
				logger.info("Power states are unavailable; stopped VMs remain members: {}", ex.getMessage());
			}
			return List.of();
		}
	}

	/**
	 * A status query in progress.
	 *
	 * @param models the models, {@code null} if they are not needed
	 * @param power the power states, {@code null} while access is denied
	 * @param counter counts the requests
	 */
	record PendingStatus(ConcurrentArmCalls.@Nullable PendingCall<List<VmDetails>> models,
			ConcurrentArmCalls.@Nullable PendingCall<List<VmDetails>> power, ArmRequestCounter counter) {

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
