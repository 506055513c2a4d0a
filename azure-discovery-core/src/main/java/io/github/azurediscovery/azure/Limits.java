package io.github.azurediscovery.azure;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one subscription's limits: when a family of operations may be asked
 * again, and how much is left of each quota. Quotas of Compute belong to everybody in the
 * subscription, so what is left tells how crowded it is. Thread-safe.
 */
final class Limits {

	/** A quota is presumed to hold at least this much, so that a first look can alarm. */
	private static final long SMALLEST_QUOTA = 180;

	private final Map<Operation.Family, Instant> notBefore = new ConcurrentHashMap<>();

	private final Map<String, Quota> quotas = new ConcurrentHashMap<>();

	void refuseUntil(Operation.Family family, Instant until) {
		this.notBefore.merge(family, until, (a, b) -> a.isAfter(b) ? a : b);
	}

	@Nullable Instant notBefore(Operation.Family family, Instant now) {
		Instant until = this.notBefore.get(family);
		boolean stepped = until != null && until.isAfter(now.plus(QuotaHeaders.LONGEST_REFUSAL));
		return (until != null && until.isAfter(now) && !stepped) ? until : null;
	}

	void seen(String quota, long left) {
		this.quotas.merge(quota, new Quota(left, Math.max(left, SMALLEST_QUOTA)),
				(old, fresh) -> new Quota(fresh.left, Math.max(old.size, fresh.size)));
	}

	/**
	 * How much longer than wanted the interval between two expensive rounds should be.
	 * @return 1, 2 or 4
	 */
	int slowdown() {
		double share = this.quotas.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("Microsoft.Compute/"))
			.mapToDouble((entry) -> (double) entry.getValue().left / entry.getValue().size)
			.min()
			.orElse(1);
		if (share < 0.2) {
			return 4;
		}
		return (share < 0.5) ? 2 : 1;
	}

	/** The size of the largest Compute quota seen, 0 if none was seen. */
	long largestQuota() {
		return this.quotas.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("Microsoft.Compute/"))
			.mapToLong((entry) -> entry.getValue().size)
			.max()
			.orElse(0);
	}

	private record Quota(long left, long size) {

	}

}
