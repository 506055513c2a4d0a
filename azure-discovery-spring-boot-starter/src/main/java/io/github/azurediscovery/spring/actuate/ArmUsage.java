package io.github.azurediscovery.spring.actuate;

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
 * How much of Azure Resource Manager has been used since the application started, and
 * what it last said is left of each quota. An answer replaces what the answer before it
 * to the same operation said: a refusal names quotas that no later answer names.
 * Thread-safe.
 */
public final class ArmUsage implements ArmRequestListener {

	/**
	 * No window of Azure's is longer, see <a href=
	 * "https://learn.microsoft.com/azure/virtual-machines/compute-throttling-limits">
	 * compute throttling limits</a>.
	 */
	private static final Duration WINDOW = Duration.ofMinutes(30);

	private final ConcurrentMap<String, LongAdder> requests = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Map<String, Quota>> said = new ConcurrentHashMap<>();

	private final InstantSource clock;

	/**
	 * Begin to count.
	 * @param clock tells when Azure said something
	 */
	public ArmUsage(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public void requested(ArmRequest request) {
		this.requests.computeIfAbsent(request.operation(), (operation) -> new LongAdder()).increment();
		if (request.status() / 100 == 2 || !request.remaining().isEmpty()) {
			Instant now = this.clock.instant();
			Map<String, Quota> quotas = new TreeMap<>();
			request.remaining().forEach((name, left) -> quotas.put(name, new Quota(left, now)));
			this.said.put(request.operation(), quotas);
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
	 * Return what is left of each quota.
	 * @return what Azure last said within half an hour, sorted by the name of the quota
	 */
	public Map<String, Quota> quotas() {
		Instant since = this.clock.instant().minus(WINDOW);
		Map<String, Quota> latest = new TreeMap<>();
		this.said.values()
			.forEach((quotas) -> quotas
				.forEach((name, quota) -> latest.merge(name, quota, (a, b) -> a.at().isAfter(b.at()) ? a : b)));
		latest.values().removeIf((quota) -> quota.at().isBefore(since));
		return latest;
	}

	/**
	 * Return how many requests are left of each quota.
	 * @return the numbers in {@link #quotas()}
	 */
	public Map<String, Long> remaining() {
		Map<String, Long> remaining = new TreeMap<>();
		quotas().forEach((name, quota) -> remaining.put(name, quota.left()));
		return remaining;
	}

	/**
	 * What is left of a quota.
	 *
	 * @param left how many requests
	 * @param at when Azure said so
	 */
	public record Quota(long left, Instant at) {
	}

}
