package io.github.azurediscovery.spring.actuate;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.azurediscovery.azure.ArmListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Meters requests to Azure Resource Manager: {@code azure.discovery.arm.requests} by
 * operation, status and outcome, and {@code azure.discovery.arm.quota.remaining} by
 * quota.
 */
final class ArmMeters implements ArmListener {

	private final MeterRegistry registry;

	private final ConcurrentMap<String, AtomicLong> quotas = new ConcurrentHashMap<>();

	ArmMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void requested(ArmRequest request) {
		Timer.builder("azure.discovery.arm.requests")
			.description("Requests to Azure Resource Manager")
			.tag("operation", request.operation())
			.tag("status", (request.status() > 0) ? String.valueOf(request.status()) : "none")
			.tag("outcome", outcome(request.status()))
			.register(this.registry)
			.record(request.duration());
		request.remaining().forEach((quota, left) -> this.quotas.computeIfAbsent(quota, this::register).set(left));
	}

	private AtomicLong register(String quota) {
		AtomicLong left = new AtomicLong();
		Gauge.builder("azure.discovery.arm.quota.remaining", left, AtomicLong::get)
			.description("Requests left of a quota, as Azure said last")
			.tag("quota", quota)
			.register(this.registry);
		return left;
	}

	private static String outcome(int status) {
		if (status == 0) {
			return "no-answer";
		}
		if (status == 429) {
			return "throttled";
		}
		if (status == 401 || status == 403) {
			return "denied";
		}
		return (status < 400) ? "success" : "failure";
	}

}
