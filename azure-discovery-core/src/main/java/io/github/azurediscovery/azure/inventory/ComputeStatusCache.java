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
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.http.SubscriptionRateLimits;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches what Compute last reported about the VMs of one scope or one set, and knows when
 * to query again. A failure keeps the cached data. Not thread-safe.
 */
final class ComputeStatusCache {

	private static final Logger logger = LoggerFactory.getLogger(ComputeStatusCache.class);

	private static final double SHARE = 0.2;

	private final String subject;

	private final PowerStateSchedule schedule;

	private final SubscriptionRateLimits rateLimits;

	private final InstantSource time;

	private final VmDetailsRetention retention;

	private Map<AzureResourceId, VmDetails> details = new LinkedHashMap<>();

	private long answers;

	private @Nullable ArmAccessException failure;

	private boolean denied;

	private final DeniedAccessBackoff deniedBackoff = new DeniedAccessBackoff();

	private @Nullable RefreshRound lastRound;

	private final EarlyRetryBudget earlyRetries = new EarlyRetryBudget();

	ComputeStatusCache(String subject, PowerStateSchedule schedule, SubscriptionRateLimits rateLimits,
			InstantSource time, int confirmations) {
		this.subject = subject;
		this.schedule = schedule;
		this.rateLimits = rateLimits;
		this.time = time;
		this.retention = new VmDetailsRetention(confirmations);
	}

	boolean due() {
		return this.schedule.due(this.time.instant());
	}

	/** A round begins; called by each source of the round. */
	void begin(RefreshRound round) {
		boolean known = round.equals(this.lastRound);
		this.lastRound = round;
		if (round.onDemand() && !known) {
			this.schedule.demanded(this.time.instant(), this.denied);
		}
	}

	void newcomer() {
		this.schedule.newcomer(this.time.instant());
	}

	/**
	 * Query again soon if the next response may settle something, but not forever.
	 * @param questions the unsettled questions; a change of them starts the early retries
	 * anew
	 */
	void askSoon(Set<?> questions) {
		if (this.earlyRetries.allowsRetry(questions, this.answers)) {
			newcomer();
		}
	}

	void vanished() {
		this.schedule.vanished(this.time.instant());
	}

	/**
	 * Forget the VMs that were missing from the last responses and from every other list.
	 */
	void retain(Collection<AzureResourceId> listed) {
		this.retention.retain(this.details, listed);
	}

	/** Return the number of successful responses. */
	long answers() {
		return this.answers;
	}

	Map<AzureResourceId, VmDetails> details() {
		return this.details;
	}

	/** Return the VMs of the last response only. */
	Map<AzureResourceId, VmDetails> answered() {
		return this.retention.without(this.details);
	}

	/** Return the VMs that are starting. */
	Set<AzureResourceId> expected() {
		return this.details.values()
			.stream()
			.filter(VmDetails::expected)
			.map(VmDetails::id)
			.collect(Collectors.toSet());
	}

	/**
	 * Return why the last query failed, {@code null} if it succeeded or there was none.
	 */
	@Nullable ArmAccessException failure() {
		return this.failure;
	}

	/**
	 * Update the cache with a response or a failure.
	 * @param answer waits for the list, which is complete for the scope
	 * @param asked the operations of this query and the next
	 * @param counter the requests of this query
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	void update(PendingAnswer answer, Set<ArmOperation> asked, ArmRequestCounter counter) throws InterruptedException {
		try {
			Map<AzureResourceId, VmDetails> fresh = new LinkedHashMap<>();
			for (VmDetails vm : answer.await()) {
				fresh.merge(vm.id(), vm, VmDetails::completedBy);
			}
			fresh.replaceAll((id, vm) -> vm.after(this.details.get(id)));
			this.retention.complete(this.details, fresh);
			this.details = fresh;
			succeeded(asked, counter.charge());
			if (!this.retention.isEmpty()) {
				vanished();
			}
		}
		catch (ArmAccessException ex) {
			failed(ex);
		}
	}

	private void succeeded(Set<ArmOperation> asked, int charge) {
		this.answers++;
		this.deniedBackoff.granted();
		if (this.failure != null) {
			logger.info("Reading the status of {} succeeded again", this.subject);
			this.failure = null;
			this.denied = false;
		}
		long quota = this.rateLimits.quotas().largest(asked);
		Duration least = (quota > 0) ? Duration.ofMillis((long) (60_000.0 * charge / (SHARE * quota))) : Duration.ZERO;
		Instant now = this.time.instant();
		this.schedule.succeeded(now, this.rateLimits.quotas().slowdown(asked, now), least);
	}

	private void failed(ArmAccessException ex) {
		Instant now = this.time.instant();
		if (ex.kind() == ArmAccessException.Kind.DENIED) {
			if (!this.denied) {
				this.denied = true;
				logger.info("No permission to read the status of {}; keeping its instances: {}", this.subject,
						ex.getMessage());
			}
			this.schedule.failed(now, this.deniedBackoff.refused(now));
		}
		else {
			if (this.failure == null) {
				logger.warn("Could not read the status of {}; keeping its instances: {}", this.subject,
						ex.getMessage());
			}
			this.schedule.failed(now, ex.notBefore());
		}
		logger.debug("Reading the status of {} failed", this.subject, ex);
		this.failure = ex;
	}

	/** A list that may be in progress. */
	interface PendingAnswer {

		List<VmDetails> await() throws ArmAccessException, InterruptedException;

	}

}
