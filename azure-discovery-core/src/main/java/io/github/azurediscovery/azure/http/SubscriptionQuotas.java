package io.github.azurediscovery.azure.http;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The quotas that a whole subscription shares, as last reported in responses. Quotas of
 * single resources are ignored; their names end in {@code Resource}, as in
 * {@code GetVMScaleSetResource} (Compute throttling limits on Microsoft Learn). Azure
 * does not report the size of a quota; the highest remaining value seen stands for it.
 * Thread-safe.
 */
public final class SubscriptionQuotas {

	/** Other clients use the same quotas, so a value expires after this time. */
	private static final Duration FRESH = Duration.ofMinutes(5);

	/** The smallest size seen of quotas whose names end in {@code Min}. */
	private static final long LEAST_OF_MINUTES = 180;

	private final Map<String, Quota> quotas = new ConcurrentHashMap<>();

	/**
	 * Record what remains of a quota.
	 * @param name its name, such as {@code Microsoft.Compute/HighCostGet}
	 * @param left the remaining units
	 * @param operation the operation whose response reported it
	 * @param now when
	 */
	void record(String name, long left, ArmOperation operation, Instant now) {
		if (name.endsWith("Resource")) {
			return;
		}
		this.quotas.merge(name, new Quota(left, Math.max(left, leastSize(name)), now, EnumSet.of(operation)),
				Quota::followedBy);
	}

	private static long leastSize(String name) {
		if (name.endsWith("3Min") || name.endsWith("30Min")) {
			return LEAST_OF_MINUTES;
		}
		return ArmReadQuota.sizeOf(name);
	}

	/**
	 * Return the factor by which to stretch the interval between two rounds.
	 * @param next the operations of the next round
	 * @param now the current time
	 * @return 1, 2 or 4
	 */
	public int slowdown(Set<ArmOperation> next, Instant now) {
		double share = compute(next).filter((quota) -> quota.isFresh(now)).mapToDouble(Quota::share).min().orElse(1);
		if (share < 0.2) {
			return 4;
		}
		return (share < 0.5) ? 2 : 1;
	}

	/**
	 * Return the size of the largest Compute quota that some operations use, 0 if none is
	 * known.
	 */
	public long largest(Set<ArmOperation> operations) {
		return compute(operations).mapToLong(Quota::size).max().orElse(0);
	}

	/**
	 * Return whether Azure Resource Manager's own reads are nearly used up.
	 * @param now the current time
	 */
	public boolean fewReadsLeft(Instant now) {
		return Stream.of(ArmReadQuota.values())
			.map((reads) -> this.quotas.get(reads.key()))
			.anyMatch((quota) -> quota != null && quota.isFresh(now) && quota.share() < 0.2);
	}

	private Stream<Quota> compute(Set<ArmOperation> operations) {
		return this.quotas.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("Microsoft.Compute/"))
			.map(Map.Entry::getValue)
			.filter((quota) -> quota.toldBy().stream().anyMatch(operations::contains));
	}

	/**
	 * One quota.
	 *
	 * @param left the remaining units
	 * @param size the size, as far as known
	 * @param seen when it was reported
	 * @param toldBy the operations whose responses report it, which are those that use it
	 */
	private record Quota(long left, long size, Instant seen, Set<ArmOperation> toldBy) {

		Quota followedBy(Quota fresh) {
			Set<ArmOperation> all = EnumSet.copyOf(this.toldBy);
			all.addAll(fresh.toldBy);
			return new Quota(fresh.left, Math.max(this.size, fresh.size), fresh.seen, all);
		}

		/** A value from the future was recorded before the clock was set back. */
		boolean isFresh(Instant now) {
			return !this.seen.isAfter(now) && now.isBefore(this.seen.plus(FRESH));
		}

		double share() {
			return (this.size > 0) ? (double) this.left / this.size : 1;
		}

	}

}
