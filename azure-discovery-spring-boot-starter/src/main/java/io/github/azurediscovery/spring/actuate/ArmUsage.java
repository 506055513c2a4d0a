package io.github.azurediscovery.spring.actuate;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

import io.github.azurediscovery.azure.ArmListener;

/**
 * How much of Azure Resource Manager has been used since the application started, and
 * what is left of each quota that it named last. Thread-safe.
 */
public final class ArmUsage implements ArmListener {

	private final ConcurrentMap<String, LongAdder> requests = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Long> remaining = new ConcurrentHashMap<>();

	@Override
	public void requested(ArmRequest request) {
		this.requests.computeIfAbsent(request.operation(), (operation) -> new LongAdder()).increment();
		this.remaining.putAll(request.remaining());
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
	 * @return the remaining requests, sorted by the name of the quota
	 */
	public Map<String, Long> remaining() {
		return new TreeMap<>(this.remaining);
	}

}
