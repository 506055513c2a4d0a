package io.github.azurediscovery.spring.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

import io.github.azurediscovery.azure.ArmRequestListener;

/**
 * Counts the requests to Azure Resource Manager since the application started, and keeps
 * what remains of each quota. A response replaces the quotas that the previous response
 * to the same operation reported, because a refusal names quotas that later responses do
 * not name. Thread-safe.
 */
public final class ArmUsage implements ArmRequestListener {

	/**
	 * No quota of Azure has a longer window, see <a href=
	 * "https://learn.microsoft.com/azure/virtual-machines/compute-throttling-limits">
	 * compute throttling limits</a>.
	 */
	private static final Duration WINDOW = Duration.ofMinutes(30);

	private final ConcurrentMap<String, LongAdder> requests = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Map<String, Quota>> reported = new ConcurrentHashMap<>();

	private final InstantSource clock;

	/**
	 * Start counting.
	 * @param clock tells when Azure reported a quota
	 */
	public ArmUsage(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public void onRequest(ArmRequest request) {
		this.requests.computeIfAbsent(request.operation(), (operation) -> new LongAdder()).increment();
		if (request.status() / 100 == 2 || !request.remaining().isEmpty()) {
			Instant now = this.clock.instant();
			Map<String, Quota> quotas = new TreeMap<>();
			request.remaining().forEach((name, left) -> quotas.put(name, new Quota(left, now)));
			this.reported.put(request.operation(), quotas);
		}
	}

	/**
	 * Return the number of requests by operation.
	 * @return the number of requests, sorted by operation
	 */
	public Map<String, Long> requests() {
		Map<String, Long> sums = new TreeMap<>();
		this.requests.forEach((operation, requests) -> sums.put(operation, requests.sum()));
		return sums;
	}

	/**
	 * Return what remains of each quota.
	 * @return what Azure reported last, within half an hour, sorted by the name of the
	 * quota
	 */
	public Map<String, Quota> quotas() {
		Instant since = this.clock.instant().minus(WINDOW);
		Map<String, Quota> latest = new TreeMap<>();
		this.reported.values()
			.forEach((quotas) -> quotas
				.forEach((name, quota) -> latest.merge(name, quota, (a, b) -> a.at().isAfter(b.at()) ? a : b)));
		latest.values().removeIf((quota) -> quota.at().isBefore(since));
		return latest;
	}

	/**
	 * Return how many requests remain of each quota.
	 * @return the numbers of {@link #quotas()}
	 */
	public Map<String, Long> remaining() {
		Map<String, Long> remaining = new TreeMap<>();
		quotas().forEach((name, quota) -> remaining.put(name, quota.left()));
		return remaining;
	}

	/**
	 * What remains of a quota.
	 *
	 * @param left the number of requests
	 * @param at when Azure reported it
	 */
	public record Quota(long left, Instant at) {
	}

}
