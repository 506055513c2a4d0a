package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.http.SubscriptionRateLimits;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Compute said last about the VMs of one scope or one set, and when to ask again. A
 * failure changes nothing that is known. Not thread-safe.
 */
final class ComputeStatusCache {

	private static final Logger logger = LoggerFactory.getLogger(ComputeStatusCache.class);

	private static final double SHARE = 0.2;

	private final String subject;

	private final StatusSchedule cadence;

	private final SubscriptionRateLimits limits;

	private final InstantSource time;

	private final VmDetailsRetention memory;

	private Map<AzureResourceId, VmDetails> details = new LinkedHashMap<>();

	private long answers;

	private @Nullable ArmAccessException failure;

	private boolean denied;

	private final DeniedAccessBackoff refusal = new DeniedAccessBackoff();

	private @Nullable RefreshRound begun;

	private final EarlyRetryBudget impatience = new EarlyRetryBudget();

	ComputeStatusCache(String subject, StatusSchedule cadence, SubscriptionRateLimits limits, InstantSource time,
			int confirmations) {
		this.subject = subject;
		this.cadence = cadence;
		this.limits = limits;
		this.time = time;
		this.memory = new VmDetailsRetention(confirmations);
	}

	boolean due() {
		return this.cadence.due(this.time.instant());
	}

	/** A round begins; several sources may say so. */
	void begin(RefreshRound round) {
		boolean known = round.equals(this.begun);
		this.begun = round;
		if (round.onDemand() && !known) {
			this.cadence.demanded(this.time.instant(), this.denied);
		}
	}

	void newcomer() {
		this.cadence.newcomer(this.time.instant());
	}

	/**
	 * Ask soon what the next answer may settle, but not for ever.
	 * @param questions what is not settled; others than last time are a new reason
	 */
	void askSoon(Set<?> questions) {
		if (this.impatience.stirs(questions, this.answers)) {
			newcomer();
		}
	}

	void vanished() {
		this.cadence.vanished(this.time.instant());
	}

	/** Forget the VMs that the last answers lacked and no other list shows either. */
	void retain(Collection<AzureResourceId> listed) {
		this.memory.retain(this.details, listed);
	}

	/** How many successful answers there were. */
	long answers() {
		return this.answers;
	}

	Map<AzureResourceId, VmDetails> details() {
		return this.details;
	}

	/** What the last answer told alone. */
	Map<AzureResourceId, VmDetails> answered() {
		return this.memory.without(this.details);
	}

	/** The VMs that may be up any moment. */
	Set<AzureResourceId> expected() {
		return this.details.values()
			.stream()
			.filter(VmDetails::expected)
			.map(VmDetails::id)
			.collect(Collectors.toSet());
	}

	/** Why the last try failed, {@code null} if it succeeded or nobody tried. */
	@Nullable ArmAccessException failure() {
		return this.failure;
	}

	/**
	 * Take an answer, or the lack of one.
	 * @param answer waits for the list, which is complete for the scope
	 * @param asked the operations that were asked, and will be next time
	 * @param tally what the answer cost
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	void take(Answer answer, Set<ArmOperation> asked, RequestCounter tally) throws InterruptedException {
		try {
			Map<AzureResourceId, VmDetails> fresh = new LinkedHashMap<>();
			for (VmDetails vm : answer.await()) {
				fresh.merge(vm.id(), vm, VmDetails::completedBy);
			}
			fresh.replaceAll((id, vm) -> vm.after(this.details.get(id)));
			this.memory.complete(this.details, fresh);
			this.details = fresh;
			succeeded(asked, tally.charge());
			if (!this.memory.isEmpty()) {
				vanished();
			}
		}
		catch (ArmAccessException ex) {
			failed(ex);
		}
	}

	private void succeeded(Set<ArmOperation> asked, int charge) {
		this.answers++;
		this.refusal.granted();
		if (this.failure != null) {
			logger.info("The status of {} is known again", this.subject);
			this.failure = null;
			this.denied = false;
		}
		long quota = this.limits.quotas().largest(asked);
		Duration least = (quota > 0) ? Duration.ofMillis((long) (60_000.0 * charge / (SHARE * quota))) : Duration.ZERO;
		Instant now = this.time.instant();
		this.cadence.succeeded(now, this.limits.quotas().slowdown(asked, now), least);
	}

	private void failed(ArmAccessException ex) {
		Instant now = this.time.instant();
		if (ex.kind() == ArmAccessException.Kind.DENIED) {
			if (!this.denied) {
				this.denied = true;
				logger.info("The status of {} stays unknown, and its members stay: {}", this.subject, ex.getMessage());
			}
			this.cadence.failed(now, this.refusal.refused(now));
		}
		else {
			if (this.failure == null) {
				logger.warn("The status of {} is not known for now, and its members stay: {}", this.subject,
						ex.getMessage());
			}
			this.cadence.failed(now, ex.notBefore());
		}
		logger.debug("The status of {} failed", this.subject, ex);
		this.failure = ex;
	}

	/** A list under way. */
	interface Answer {

		List<VmDetails> await() throws ArmAccessException, InterruptedException;

	}

}
