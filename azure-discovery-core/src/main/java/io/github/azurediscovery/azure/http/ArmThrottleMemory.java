package io.github.azurediscovery.azure.http;

import java.time.Duration;
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

	private final Map<ThrottleKey, Throttle> throttles = new ConcurrentHashMap<>();

	/**
	 * Add a throttle; of several, the one that lasts longest is in effect.
	 * @param family the operations that are throttled
	 * @param resource the scale set they are throttled for, {@code null} for all
	 * @param until the earliest time of the next request
	 * @param now the current time
	 */
	public void add(ArmOperation.Family family, @Nullable AzureResourceId resource, Instant until, Instant now) {
		this.throttles.merge(new ThrottleKey(family, resource), new Throttle(now, until),
				(known, added) -> known.asOf(now).until().isAfter(until) ? known.asOf(now) : added);
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

	private @Nullable Instant activeUntil(ThrottleKey key, Instant now) {
		Throttle throttle = this.throttles.computeIfPresent(key, (unused, known) -> known.asOf(now));
		if (throttle == null) {
			return null;
		}
		if (!throttle.until().isAfter(now)) {
			this.throttles.remove(key, throttle);
			return null;
		}
		return throttle.until();
	}

	private record ThrottleKey(ArmOperation.Family family, @Nullable AzureResourceId resource) {

	}

	/**
	 * A throttle.
	 *
	 * @param since when it began
	 * @param until when it ends
	 */
	private record Throttle(Instant since, Instant until) {

		/**
		 * Return this throttle, begun anew where the clock says that it has not begun: a
		 * clock that was set back makes no throttle longer than it is.
		 */
		Throttle asOf(Instant now) {
			return now.isBefore(this.since) ? new Throttle(now, now.plus(Duration.between(this.since, this.until)))
					: this;
		}

	}

}
