package io.github.azurediscovery.azure.http;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import org.jspecify.annotations.Nullable;

/**
 * The throttles in effect: until when Azure refuses a family of operations, for the whole
 * subscription or for one scale set. Thread-safe.
 */
public final class ArmThrottleMemory {

	private final Map<ThrottleKey, Instant> until = new ConcurrentHashMap<>();

	/**
	 * Add a throttle; of several, the longest is in effect.
	 * @param family the operations that are throttled
	 * @param resource the scale set they are throttled for, {@code null} for all
	 * @param until the earliest time of the next request
	 */
	public void add(ArmOperation.Family family, @Nullable AzureResourceId resource, Instant until) {
		this.until.merge(new ThrottleKey(family, resource), until, (a, b) -> a.isAfter(b) ? a : b);
	}

	/**
	 * Return until when an operation is throttled, {@code null} if it is not.
	 * @param family the family of the operation
	 * @param resource the scale set it concerns, {@code null} if none
	 * @param now the current time
	 */
	public @Nullable Instant until(ArmOperation.Family family, @Nullable AzureResourceId resource, Instant now) {
		Instant all = activeUntil(new ThrottleKey(family, null), now);
		Instant own = (resource != null) ? activeUntil(new ThrottleKey(family, resource), now) : null;
		return (all == null || (own != null && own.isAfter(all))) ? own : all;
	}

	/**
	 * A throttle further ahead than any can be was recorded before the clock was set
	 * back.
	 */
	private @Nullable Instant activeUntil(ThrottleKey key, Instant now) {
		Instant until = this.until.get(key);
		if (until == null) {
			return null;
		}
		if (!until.isAfter(now) || until.isAfter(now.plus(RateLimitHeaders.LONGEST_REFUSAL))) {
			this.until.remove(key, until);
			return null;
		}
		return until;
	}

	private record ThrottleKey(ArmOperation.Family family, @Nullable AzureResourceId resource) {

	}

}
