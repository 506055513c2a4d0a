package io.github.azurediscovery.azure.http;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import org.jspecify.annotations.Nullable;

/**
 * Until when Azure asked not to be asked again: a whole family of operations, or what
 * concerns one scale set alone. Thread-safe.
 */
public final class ActiveThrottles {

	private final Map<Refused, Instant> until = new ConcurrentHashMap<>();

	/**
	 * Note a refusal; the longest one stands.
	 * @param family the operations that are refused
	 * @param resource the one scale set they are refused for, {@code null} for all
	 * @param until when to ask again at the earliest
	 */
	public void refuse(ArmOperation.Family family, @Nullable AzureResourceId resource, Instant until) {
		this.until.merge(new Refused(family, resource), until, (a, b) -> a.isAfter(b) ? a : b);
	}

	/**
	 * Return until when an operation is refused, {@code null} if it is not.
	 * @param family the kind of operation
	 * @param resource the scale set it concerns, if it concerns one
	 * @param now the current time
	 */
	public @Nullable Instant until(ArmOperation.Family family, @Nullable AzureResourceId resource, Instant now) {
		Instant all = standing(new Refused(family, null), now);
		Instant own = (resource != null) ? standing(new Refused(family, resource), now) : null;
		return (all == null || (own != null && own.isAfter(all))) ? own : all;
	}

	/** A refusal that lies further ahead than any is left over from another clock. */
	private @Nullable Instant standing(Refused refused, Instant now) {
		Instant until = this.until.get(refused);
		if (until == null) {
			return null;
		}
		if (!until.isAfter(now) || until.isAfter(now.plus(RateLimitHeaders.LONGEST_REFUSAL))) {
			this.until.remove(refused, until);
			return null;
		}
		return until;
	}

	private record Refused(ArmOperation.Family family, @Nullable AzureResourceId resource) {

	}

}
